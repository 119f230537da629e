import type { LiveDatabase } from '../core/deploy-ports.ts';
import type { LiveSchemaReader } from '../core/drift-ports.ts';
import { majorOf } from './drift-look.ts';

/** What is written down beside a recorded schema, in the details of the run. */
export interface SchemaFacts {
  readonly schemaDigest: string | null;
  readonly serverMajor: number;
}

/**
 * The facts that spare reading the schema again when nothing has changed. To be asked for before the schema is read: a change
 * between the two then looks like one, and is compared.
 */
export async function schemaFacts(live: LiveDatabase, reader: LiveSchemaReader): Promise<SchemaFacts> {
  return { schemaDigest: await reader.digest(null), serverMajor: majorOf(await live.identity()) };
}

/** An extension that the engine lacks, written in SQL so that CREATE EXTENSION and what builds on it work. */
export interface StandInExtension {
  readonly name: string;
  readonly version: string;
  /** What it does not do, for people: the rest of a sentence that begins with the extension's name. */
  readonly missing: string;
  /** Content of `<name>.control`. */
  readonly control: string;
  /** Content of `<name>--<version>.sql`. */
  readonly script: string;
}

export interface StandInDefinition {
  readonly name: string;
  readonly version: string;
  readonly comment: string;
  readonly missing: string;
  /** The schema that the control file fixes; without it the caller's choice holds. */
  readonly schema?: string;
  /** Whether ALTER EXTENSION … SET SCHEMA works; a fixed schema never moves. */
  readonly relocatable?: boolean;
  readonly requires?: readonly string[];
  readonly script: string;
}

/** Writes the control file. Trusted, so that `postgres` may create it without being a superuser, as on the platform. */
export function standIn(definition: StandInDefinition): StandInExtension {
  const { name, version, missing, schema, requires, script } = definition;
  const lines = [
    `comment = '${definition.comment.replaceAll("'", "''")}'`,
    `default_version = '${version}'`,
    `relocatable = ${definition.relocatable === true && schema === undefined}`,
    'superuser = true',
    'trusted = true',
  ];
  if (schema !== undefined) lines.push(`schema = '${schema}'`);
  if (requires !== undefined) lines.push(`requires = '${requires.join(', ')}'`);
  return { name, version, missing, control: `${lines.join('\n')}\n`, script };
}

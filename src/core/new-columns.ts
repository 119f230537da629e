import type { CutMigration } from './ports.ts';
import type { DataStatement, ObjectMention } from './statements.ts';

/**
 * Marks each UPDATE of the head that writes only columns which the head itself adds: it fills them, nothing that was there
 * before is overwritten, and the way back drops them again.
 */
export function withFilledColumns(head: readonly CutMigration[]): readonly CutMigration[] {
  const added: ObjectMention[] = [];
  return head.map(({ migration, statements }) => ({
    migration,
    statements: statements.map((statement) => {
      added.push(...statement.mentions.filter(({ verb, kind }) => verb === 'create' && kind === 'column'));
      const { data } = statement;
      if (data === null || added.length === 0) return statement;
      return { ...statement, data: marked(data, added) };
    }),
  }));
}

function marked(data: DataStatement, added: readonly ObjectMention[]): DataStatement {
  const { columns, inside } = data;
  const fills =
    data.action === 'update' &&
    columns.length > 0 &&
    columns.every((column) => added.some((mention) => isColumn(mention, data, column)));
  return {
    ...data,
    inside: inside.map((inner) => marked(inner, added)),
    ...(fills ? { fillsNewColumns: true } : {}),
  };
}

function isColumn(mention: ObjectMention, { schema, table }: DataStatement, column: string): boolean {
  const mayBe = mention.schema === null || schema === null || mention.schema === schema;
  return mayBe && mention.table === table && mention.name === column;
}

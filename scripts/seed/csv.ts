/** What a column may hold. */
export type Cell = string | number | boolean | Date | null | { readonly [key: string]: unknown };

/** A record of CSV as PostgreSQL reads it: nothing is NULL, `""` is an empty text. */
export function csvRecord(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell === '' || /[",\r\n\\]/u.test(cell) ? quoted(cell) : cell;
  if (cell instanceof Date) return cell.toISOString();
  return typeof cell === 'object' ? quoted(JSON.stringify(cell)) : String(cell);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

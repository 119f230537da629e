/**
 * Made-up rows for the tables of the sample, the same for the same seed number:
 *
 *   npm run seed:generate -- --rows 100000 --seed 7                      writes supabase/generated/*.csv for `sluice seed`
 *   npm run seed:generate -- --rows 100000 --db-url postgresql://…       copies them straight into a database
 */
import { parseArgs } from 'node:util';
import { copyTables, writeTables } from './seed/load.ts';
import { generateTables } from './seed/tables.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'supabase/generated' },
    'db-url': { type: 'string' },
  },
});

function wholeNumber(name: 'rows' | 'seed', least: number): number {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new Error(`--${name} ${values[name]} cannot be used: write a whole number from ${least} on.`);
}

const began = performance.now();
const tables = generateTables({ seed: wholeNumber('seed', 0), rows: wholeNumber('rows', 10) });
const url = values['db-url'];
const where = url === undefined ? (await writeTables(tables, values.out)).join(', ') : 'the database';
if (url !== undefined) await copyTables(tables, url);
const counts = tables.map(({ name, count }) => `${count} ${name}`).join(', ');
process.stdout.write(`${counts} into ${where} in ${((performance.now() - began) / 1_000).toFixed(1)} s\n`);

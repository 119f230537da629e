import type { Node } from 'libpg-query';
import type { ObjectMention } from '../core/statements.ts';
import { globalMention } from './mention.ts';
import { partsOfList } from './names.ts';

/** Jobs of pg_cron, which `select cron.schedule('name', …)` makes: they are compared like objects of the schema. */
export function jobMentions(node: Node): ObjectMention[] | null {
  if (!('SelectStmt' in node)) return null;
  const mentions = (node.SelectStmt.targetList ?? []).flatMap((target) => {
    const call = 'ResTarget' in target ? target.ResTarget.val : undefined;
    if (call === undefined || !('FuncCall' in call)) return [];
    const [schema, name] = partsOfList(call.FuncCall.funcname);
    if (schema !== 'cron') return [];
    const [first] = call.FuncCall.args ?? [];
    const job = first !== undefined && 'A_Const' in first ? first.A_Const.sval?.sval : undefined;
    switch (name) {
      case 'schedule':
      case 'schedule_in_database':
        return [globalMention('create', 'pg_cron job', job ?? '*')];
      case 'unschedule':
        return [globalMention('drop', 'pg_cron job', job ?? '*')];
      case 'alter_job':
        return [globalMention('alter', 'pg_cron job', '*')];
      default:
        return [];
    }
  });
  return mentions.length === 0 ? null : mentions;
}

import { describe, expect, test } from '@jest/globals';
import { sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();

describe('a database of the embedded shadow', () => {
  test('is reached as postgres, who is no superuser', async () => {
    const { asMigrator } = await shared.freshDatabase();
    const { rows } = await asMigrator.query(
      "SELECT current_user AS who, current_setting('is_superuser') AS super",
    );
    expect(rows).toEqual([{ who: 'postgres', super: 'off' }]);
  });

  test('shares nothing with the next one', async () => {
    const first = await shared.freshDatabase();
    const second = await shared.freshDatabase();
    await first.asMigrator.query('CREATE TABLE public.only_here ()');
    const { rows } = await second.asMigrator.query("SELECT to_regclass('public.only_here') AS found");
    expect(rows).toEqual([{ found: null }]);
  });
});

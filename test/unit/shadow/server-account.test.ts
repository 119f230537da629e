import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { serverAccount } from '../../../src/shadow/server-account.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passwd-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function accountFor(uid: number | null, passwd: string) {
  await writeFile(join(folder, 'passwd'), passwd);
  return await serverAccount(uid, join(folder, 'passwd'));
}

const ROOT = 'root:x:0:0:root:/root:/bin/bash\n';
const NOBODY = 'nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin\n';
const POSTGRES = 'postgres:x:101:104::/var/lib/postgresql:/bin/bash\n';

describe('the account of the server', () => {
  test.each([
    { name: 'is our own where we are no root', uid: 1000, passwd: ROOT + NOBODY, account: null },
    { name: 'is our own where the platform has no users', uid: null, passwd: '', account: null },
    {
      name: 'is nobody for root, even where there is a postgres',
      uid: 0,
      passwd: ROOT + POSTGRES + NOBODY,
      account: { uid: 65534, gid: 65533 },
    },
    {
      name: 'is postgres where there is no nobody',
      uid: 0,
      passwd: ROOT + POSTGRES,
      account: { uid: 101, gid: 104 },
    },
    {
      name: 'is not a nobody who is root',
      uid: 0,
      passwd: `nobody:x:0:0::/:/bin/sh\n${POSTGRES}`,
      account: { uid: 101, gid: 104 },
    },
    {
      name: 'is not one whose line is broken',
      uid: 0,
      passwd: `nobody:x\n${POSTGRES}`,
      account: { uid: 101, gid: 104 },
    },
  ])('$name', async ({ uid, passwd, account }) => {
    expect(await accountFor(uid, passwd)).toEqual(account);
  });

  test('is missing where root finds no other', async () => {
    await expect(accountFor(0, ROOT)).rejects.toMatchObject({
      code: 'engine-unavailable',
      remedy: expect.stringContaining('nobody'),
    });
  });
});

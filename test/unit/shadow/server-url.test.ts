import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readServerUrl } from '../../../src/shadow/server-url.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  await writeFile(join(folder, 'root.crt'), 'a certificate');
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const UNCHECKED = { rejectUnauthorized: false };

describe('the URL of a server', () => {
  test.each([
    {
      name: 'in full',
      url: 'postgresql://admin:secret@db.example.com:6000/work',
      target: { host: 'db.example.com', port: 6000, database: 'work', user: 'admin', password: 'secret' },
    },
    {
      name: 'with nothing but the host',
      url: 'postgres://db.example.com',
      target: { host: 'db.example.com', port: 5432, database: 'postgres', user: 'postgres' },
    },
    {
      name: 'with percent-encoded characters',
      url: 'postgres://us%40er:p%2Fa%3As%23s@h/d%C3%A9j%C3%A0',
      target: { host: 'h', port: 5432, database: 'déjà', user: 'us@er', password: 'p/a:s#s' },
    },
    {
      name: 'with an IPv6 address',
      url: 'postgres://u@[::1]:5433/d',
      target: { host: '::1', port: 5433, database: 'd', user: 'u' },
    },
    {
      name: 'with the folder of a socket as host',
      url: 'postgres://u@%2Fvar%2Frun%2Fpostgresql/d',
      target: { host: '/var/run/postgresql', port: 5432, database: 'd', user: 'u' },
    },
    {
      name: 'with everything as parameters',
      url: 'postgresql:///?host=/tmp/s&port=5433&user=u&dbname=d',
      target: { host: '/tmp/s', port: 5433, database: 'd', user: 'u' },
    },
    {
      name: 'with PGPASSWORD where it has no password',
      url: 'postgres://u@h/d',
      env: { PGPASSWORD: 'from outside' },
      target: { host: 'h', port: 5432, database: 'd', user: 'u', password: 'from outside' },
    },
  ])('is read $name', async ({ url, env, target }) => {
    expect((await readServerUrl(url, env ?? {})).target).toEqual(target);
  });

  test.each([
    { mode: '', attempts: [UNCHECKED, false] },
    { mode: 'sslmode=prefer', attempts: [UNCHECKED, false] },
    { mode: 'sslmode=allow', attempts: [UNCHECKED, false] },
    { mode: 'sslmode=disable', attempts: [false] },
    { mode: 'sslmode=require', attempts: [UNCHECKED] },
    { mode: 'sslmode=verify-full', attempts: [{ rejectUnauthorized: true }] },
    { mode: 'sslmode=verify-full&sslrootcert=system', attempts: [{ rejectUnauthorized: true }] },
    {
      mode: 'sslmode=verify-full&sslrootcert=ROOT',
      attempts: [{ rejectUnauthorized: true, ca: 'a certificate' }],
    },
    {
      mode: 'sslmode=verify-ca&sslrootcert=ROOT',
      attempts: [
        { rejectUnauthorized: true, ca: 'a certificate', checkServerIdentity: expect.any(Function) },
      ],
    },
    {
      mode: 'sslmode=require&sslrootcert=ROOT',
      attempts: [
        { rejectUnauthorized: true, ca: 'a certificate', checkServerIdentity: expect.any(Function) },
      ],
    },
  ])('takes TLS as libpq does with "$mode"', async ({ mode, attempts }) => {
    const root = encodeURIComponent(join(folder, 'root.crt'));
    const { attempts: read } = await readServerUrl(`postgres://u@h/d?${mode.replace('ROOT', root)}`, {});
    expect(read).toEqual(attempts);
  });

  test('asks for no TLS on a socket', async () => {
    expect((await readServerUrl('postgres://u@%2Ftmp/d?sslmode=require', {})).attempts).toEqual([false]);
  });

  test.each([
    { name: 'is no URL', url: 'host=h password=hunter2', says: 'cannot be parsed' },
    { name: 'is of another kind', url: 'mysql://u:hunter2@h/d', says: 'does not begin with postgres://' },
    { name: 'names no host', url: 'postgres:///d', says: 'names no single host' },
    {
      name: 'names several hosts',
      url: 'postgres:///d?host=a,b&password=hunter2',
      says: 'names no single host',
    },
    { name: 'has a stray %', url: 'postgres://u:hunter2%@h/d', says: 'write % as %25' },
    { name: 'has an unknown sslmode', url: 'postgres://u:hunter2@h/d?sslmode=on', says: 'sslmode=on' },
    {
      name: 'names a certificate that is not there',
      url: 'postgres://u:hunter2@h/d?sslmode=verify-ca&sslrootcert=/nowhere/root.crt',
      says: 'sslrootcert that cannot be read',
    },
  ])('that $name is refused without being repeated', async ({ url, says }) => {
    const failure: unknown = await readServerUrl(url, {}).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'settings-invalid', message: expect.stringContaining(says) });
    expect(String(failure)).not.toContain('hunter2');
  });
});

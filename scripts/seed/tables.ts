import { createHash } from 'node:crypto';
import type { Faker } from '@faker-js/faker';
import { faker } from '@faker-js/faker/locale/en';
import type { Cell } from './csv.ts';

/** Rows of the tables of the sample, as far as they are made up; what is left out gets its default. */
export interface UserRole {
  readonly user_id: string;
  readonly email: string;
  readonly role: 'admin' | 'moderator' | 'user';
  readonly status: 'active' | 'inactive' | 'invited';
  readonly invited_by: string | null;
  readonly invited_at: Date | null;
  readonly accepted_at: Date | null;
  readonly created_at: Date;
}

export interface UserMetadata {
  readonly user_id: string;
  readonly display_name: string | null;
  readonly avatar_url: string | null;
  readonly about: string | null;
  readonly preferences: { readonly theme?: 'dark' | 'light'; readonly language?: string };
  readonly admin_notes: string | null;
}

export interface UserApiKey {
  readonly user_id: string;
  readonly key_name: string;
  /** sha256 as PostgreSQL writes bytes, `\x…`. */
  readonly key_hash: string;
  readonly key_hint: string;
  readonly call_count: number;
  readonly last_used_at: Date | null;
}

export interface Announcement {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly published_at: Date | null;
  readonly author_id: string;
}

export interface AnnouncementRead {
  readonly announcement_id: string;
  readonly user_id: string;
  readonly read_at: Date;
}

/** A table, and its rows one after the other. */
export interface GeneratedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly count: number;
  rows(): Generator<readonly Cell[]>;
}

/** Moments are made up in the two years before this one, so that a seed number gives the same rows for ever. */
const NOW = new Date('2025-06-01T12:00:00Z');

/**
 * The tables in the order in which they are to be loaded, users first; `rows` is how many there are in all, at least 10. The
 * same `seed` and `rows` give the same rows. Users are known by their number, so that whoever refers to one needs not keep them all.
 */
export function generateTables({
  seed,
  rows,
}: {
  readonly seed: number;
  readonly rows: number;
}): readonly GeneratedTable[] {
  const users = Math.floor(rows * 0.35);
  const announcements = Math.max(1, Math.floor(rows / 100));
  const reads = Math.floor(rows * 0.15);
  const people = new People(users);
  return [
    table('user_roles', USER_ROLE, users, seed, 1, (random, at) => userRole(random, at, people)),
    table('user_metadata', USER_METADATA, users, seed, 2, (random, at) => userMetadata(random, at, people)),
    table('user_api_keys', USER_API_KEY, rows - 2 * users - announcements - reads, seed, 3, (random, at) =>
      apiKey(random, at, people),
    ),
    table('announcements', ANNOUNCEMENT, announcements, seed, 4, (random, at) =>
      announcement(random, at, seed, people),
    ),
    table('announcement_reads', ANNOUNCEMENT_READ, reads, seed, 5, (random, at) => ({
      // Every announcement is read by the first user before any is by the second.
      announcement_id: announcementId(seed, at % announcements),
      user_id: people.id(Math.floor(at / announcements) % users),
      read_at: moment(random),
    })),
  ];
}

const USER_ROLE = [
  'user_id',
  'email',
  'role',
  'status',
  'invited_by',
  'invited_at',
  'accepted_at',
  'created_at',
] as const satisfies (keyof UserRole)[];
const USER_METADATA = [
  'user_id',
  'display_name',
  'avatar_url',
  'about',
  'preferences',
  'admin_notes',
] as const satisfies (keyof UserMetadata)[];
const USER_API_KEY = [
  'user_id',
  'key_name',
  'key_hash',
  'key_hint',
  'call_count',
  'last_used_at',
] as const satisfies (keyof UserApiKey)[];
const ANNOUNCEMENT = [
  'id',
  'title',
  'body',
  'published_at',
  'author_id',
] as const satisfies (keyof Announcement)[];
const ANNOUNCEMENT_READ = [
  'announcement_id',
  'user_id',
  'read_at',
] as const satisfies (keyof AnnouncementRead)[];

function table<const Column extends string>(
  name: string,
  columns: readonly Column[],
  count: number,
  seed: number,
  number: number,
  make: (random: Faker, at: number) => Readonly<Record<Column, Cell>>,
): GeneratedTable {
  return {
    name,
    columns,
    count,
    *rows() {
      // Each table counts from its own number, so that a change of one leaves the others as they were.
      faker.seed([seed, number]);
      for (let at = 0; at < count; at += 1) {
        const row = make(faker, at);
        yield columns.map((column) => row[column]);
      }
    },
  };
}

/** Who there is: a few admins first, then moderators, then everybody else. */
class People {
  readonly count: number;
  readonly admins: number;
  readonly moderators: number;

  constructor(count: number) {
    this.count = count;
    this.admins = Math.max(1, Math.floor(count / 200));
    this.moderators = Math.max(1, Math.floor(count / 50));
  }

  id(at: number): string {
    return `generated_${String(at).padStart(7, '0')}`;
  }

  role(at: number): UserRole['role'] {
    if (at < this.admins) return 'admin';
    return at < this.admins + this.moderators ? 'moderator' : 'user';
  }

  admin(random: Faker): string {
    return this.id(random.number.int({ max: this.admins - 1 }));
  }

  /** Who may write announcements. */
  author(random: Faker): string {
    return this.id(random.number.int({ max: Math.min(this.admins + this.moderators, this.count) - 1 }));
  }
}

function moment(random: Faker): Date {
  return new Date(NOW.getTime() - random.number.int({ max: 730 * 86_400_000 }));
}

function userRole(random: Faker, at: number, people: People): UserRole {
  const role = people.role(at);
  // Invitations come from admins, who are there from the beginning.
  const isInvited = role !== 'admin' && random.number.int(99) < 30;
  const status =
    isInvited && random.number.int(99) < 20
      ? 'invited'
      : role !== 'admin' && random.number.int(99) < 5
        ? 'inactive'
        : 'active';
  const created = moment(random);
  const name = `${random.person.firstName()}.${random.person.lastName()}`
    .toLowerCase()
    .replaceAll(/[^a-z.]/gu, '');
  return {
    user_id: people.id(at),
    email: `${name}.${at}@example.test`,
    role,
    status,
    invited_by: isInvited ? people.admin(random) : null,
    invited_at: isInvited ? created : null,
    accepted_at:
      isInvited && status !== 'invited'
        ? new Date(created.getTime() + random.number.int({ max: 7 * 86_400_000 }))
        : null,
    created_at: created,
  };
}

function userMetadata(random: Faker, at: number, people: People): UserMetadata {
  const rare = (percent: number): boolean => random.number.int(99) < percent;
  return {
    user_id: people.id(at),
    display_name: rare(95) ? random.person.fullName() : null,
    avatar_url: rare(40) ? `https://example.test/avatars/${random.string.uuid()}.png` : null,
    about: rare(60) ? random.lorem.sentence() : null,
    preferences: rare(50)
      ? { theme: rare(50) ? 'dark' : 'light', language: random.helpers.arrayElement(['en', 'de', 'fr']) }
      : {},
    admin_notes: rare(2) ? random.lorem.sentence() : null,
  };
}

function apiKey(random: Faker, at: number, people: People): UserApiKey {
  const secret = `sk_${random.string.hexadecimal({ length: 48, casing: 'lower', prefix: '' })}`;
  const count = random.number.int(99) < 70 ? random.number.int(100_000) : 0;
  return {
    // Everybody has a first key before somebody has a second one, which has another name.
    user_id: people.id(at % people.count),
    key_name: `${random.helpers.arrayElement(['laptop', 'server', 'phone'])} ${Math.floor(at / people.count) + 1}`,
    key_hash: `\\x${createHash('sha256').update(secret).digest('hex')}`,
    key_hint: secret.slice(-4),
    call_count: count,
    last_used_at: count === 0 ? null : moment(random),
  };
}

/** Made of its number, so that whoever read it can name it. */
function announcementId(seed: number, at: number): string {
  const digits = createHash('sha256').update(`announcement ${seed} ${at}`).digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

function announcement(random: Faker, at: number, seed: number, people: People): Announcement {
  return {
    id: announcementId(seed, at),
    title: random.lorem.sentence({ min: 2, max: 6 }).slice(0, 100),
    body: random.lorem.paragraph(),
    published_at: random.number.int(99) < 80 ? moment(random) : null,
    author_id: people.author(random),
  };
}

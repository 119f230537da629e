export interface DatabaseSetting {
  readonly name: string;
  readonly value: string;
}

/**
 * Settings of the database itself, which a copy made with TEMPLATE does not inherit: apply each with
 * `ALTER DATABASE … SET name TO value` to every database that migrations run in. `search_path` takes its value as
 * a list of identifiers, so the values are SQL, ready to stand after TO.
 */
export const databaseSettings: readonly DatabaseSetting[] = [
  { name: 'search_path', value: '"\\$user", public, extensions' },
  { name: 'app.settings.jwt_secret', value: "'super-secret-jwt-token-with-at-least-32-characters-long'" },
  { name: 'app.settings.jwt_exp', value: "'3600'" },
];

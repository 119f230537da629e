import { loadModule, scanSync } from 'libpg-query';
import type { SqlScanner } from '../core/deploy-ports.ts';

/** PostgreSQL's own scanner, compiled to WebAssembly; loaded on the first call. */
export function createSqlScanner(): SqlScanner {
  let loading: Promise<void> | null = null;
  return {
    async tokens(sql) {
      loading ??= loadModule();
      await loading;
      try {
        return scanSync(sql)
          .tokens.filter(({ tokenName }) => tokenName !== 'SQL_COMMENT' && tokenName !== 'C_COMMENT')
          .map(({ text }) => text);
      } catch {
        return null;
      }
    },
  };
}

/** Something that the shadow lets a migration do and a project of today does not. */
export interface PlatformRefusal {
  /** Stable name. */
  readonly name: string;
  readonly action: 'create' | 'alter' | 'drop' | 'delete' | 'write';
  readonly schemas: readonly string[];
  /** The tables it is about; null for anything in the schemas. */
  readonly relations: readonly string[] | null;
  /** What still works in these schemas, so that it is no refusal: kinds as in a change. */
  readonly except: readonly string[];
  /** Why, and since when. */
  readonly reason: string;
  readonly remedy: string;
}

const ownedByPlatform = ['auth', 'storage', 'realtime'];

/**
 * Where the shadow is more lenient than the platform, because projects have migrations in their history from when the
 * platform still allowed it: a new environment made from such a history fails there.
 */
export const platformRefusals: readonly PlatformRefusal[] = [
  {
    name: 'create-in-platform-schema',
    action: 'create',
    schemas: ownedByPlatform,
    relations: null,
    except: ['policy', 'trigger'],
    reason:
      'Since April 2025 postgres may not create tables, functions or indexes in auth, storage and realtime.',
    remedy: 'Create it in a schema of your own.',
  },
  {
    name: 'alter-platform-object',
    action: 'alter',
    schemas: ownedByPlatform,
    relations: null,
    except: ['policy', 'trigger'],
    reason:
      'Since April 2025 postgres no longer owns the tables and functions of auth, storage and realtime.',
    remedy:
      'Leave the platform’s objects as they are; keep your columns in a table of your own that refers to them.',
  },
  {
    name: 'drop-platform-object',
    action: 'drop',
    schemas: ownedByPlatform,
    relations: null,
    except: ['policy', 'trigger'],
    reason:
      'Since April 2025 postgres no longer owns the tables and functions of auth, storage and realtime.',
    remedy: 'Leave the platform’s objects as they are.',
  },
  {
    name: 'delete-from-storage',
    action: 'delete',
    schemas: ['storage'],
    relations: ['buckets', 'objects'],
    except: [],
    reason: 'Storage refuses DELETE on its tables, because the files would stay behind.',
    remedy: 'Delete through the Storage API.',
  },
  {
    name: 'write-cron-job',
    action: 'write',
    schemas: ['cron'],
    relations: ['job'],
    except: [],
    reason: 'postgres may only read cron.job.',
    remedy: 'Use cron.schedule, cron.alter_job and cron.unschedule.',
  },
];

/**
 * How servers that Sluice itself has started are connected to: they offer no TLS and want no settings, whatever PGSSLMODE and PGOPTIONS ask
 * of others. The driver reads PGOPTIONS where no options are given, and an empty text counts as none; this one sets what is so anyway.
 */
export const OWN_SERVER = { ssl: false, options: '-c client_min_messages=notice' } as const;

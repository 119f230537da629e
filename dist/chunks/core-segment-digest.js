import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
import{createHash as o}from"node:crypto";function g({kind:n,statements:s}){let t=o("sha256").update(n);for(let{sql:e}of s)t.update(`
${e.length}
${e}`);return t.digest("hex")}export{g as a};

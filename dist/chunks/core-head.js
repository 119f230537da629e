import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
import{createHash as e}from"node:crypto";function s(i){let t=e("sha256");for(let{version:o,digest:r}of i)t.update(`${o} ${r}
`);return t.digest("hex")}export{s as a};

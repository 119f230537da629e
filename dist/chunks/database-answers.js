import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
async function s(e,n){let r=await e.query(n.join(`;
`));return Array.isArray(r)?r:[r]}export{s as a};

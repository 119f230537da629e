import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
import{setFlagsFromString as i}from"node:v8";function e(){i("--no-wasm-dynamic-tiering"),i("--no-wasm-tier-up")}export{e as a};

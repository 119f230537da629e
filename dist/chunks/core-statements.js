import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
function y(r,t){let{line:o,lineStart:n}=s(r,t),e=r.indexOf(`
`,n),a=r.slice(n,e===-1?void 0:e).replace(/\r$/u,"").replace(/[\u0000-\u001f\u007f]/gu," "),i=Math.min(t-n,a.length),l=Math.max(0,i-60),u=a.slice(l,l+110),d=`LINE ${o}: `,c=l>0?"…":"";return`${d}${c}${u}
${" ".repeat(d.length+c.length+i-l)}^`}function s(r,t){let o=1,n=0;for(let e=r.indexOf(`
`);e!==-1&&e<t;e=r.indexOf(`
`,e+1))o+=1,n=e+1;return{line:o,column:t-n+1,lineStart:n}}export{y as a,s as b};

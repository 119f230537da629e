import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
function y(r,t){let{line:o,lineStart:e}=s(r,t),n=r.indexOf(`
`,e),a=r.slice(e,n===-1?void 0:n).replace(/[\u0000-\u001f\u007f]/gu," "),i=Math.min(t-e,a.length),l=Math.max(0,i-60),u=a.slice(l,l+110),d=`LINE ${o}: `,c=l>0?"…":"";return`${d}${c}${u}
${" ".repeat(d.length+c.length+i-l)}^`}function s(r,t){let o=1,e=0;for(let n=r.indexOf(`
`);n!==-1&&n<t;n=r.indexOf(`
`,n+1))o+=1,e=n+1;return{line:o,column:t-e+1,lineStart:e}}export{y as a,s as b};

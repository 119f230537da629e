import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
function m(t,r){let{line:a,lineStart:n}=u(t,r),e=t.indexOf(`
`,n),l=t.slice(n,e===-1?void 0:e).replace(/[\u0000-\u001f\u007f]/gu," "),i=Math.min(r-n,l.length),o=Math.max(0,i-60),s=l.slice(o,o+110),d=`LINE ${a}: `,c=o>0?"…":"";return`${d}${c}${s}
${" ".repeat(d.length+c.length+i-o)}^`}function u(t,r){let a=1,n=0;for(let e=t.indexOf(`
`);e!==-1&&e<r;e=t.indexOf(`
`,e+1))a+=1,n=e+1;return{line:a,column:r-n+1,lineStart:n}}export{m as a,u as b};

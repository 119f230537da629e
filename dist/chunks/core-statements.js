import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
function s(r,t){let{line:a,lineStart:n}=u(r,t),e=r.indexOf(`
`,n),o=r.slice(n,e===-1?void 0:e).replace(/\r$/u,"").replace(/[\u0000-\u001f\u007f]/gu," "),i=Math.min(t-n,o.length),l=Math.max(0,i-60),c=o.slice(l,l+110),d=`LINE ${a}: `,y=l>0?"…":"";return`${d}${y}${c}
${" ".repeat(d.length+y.length+i-l)}^`}function u(r,t){let a=1,n=0;for(let e=r.indexOf(`
`);e!==-1&&e<t;e=r.indexOf(`
`,e+1))a+=1,n=e+1;return{line:a,column:t-n+1,lineStart:n}}export{s as a,u as b};

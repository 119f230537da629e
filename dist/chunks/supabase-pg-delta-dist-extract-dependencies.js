import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var gr=(...all)=>(gr=require("node:crypto").createHash)(...all);var{existsSync:Yr,readFileSync:Jr}=require("node:fs");var{fileURLToPath:Vr}=require("node:url");var{join:Ut}=require("node:path");var Oa=(...all)=>(Oa=require("node:crypto").createHash)(...all);var Sa=(...all)=>(Sa=require("node:crypto").createHash)(...all);var Ta=(...all)=>(Ta=require("node:crypto").createHash)(...all);
import{a as fn}from"./manifest.js";var En=["schema","role","extension","language","eventTrigger","publication","subscription","fdw","server"],hn=["table","view","materializedView","foreignTable","sequence","index","collation","domain","type"],Sn=["column","constraint","trigger","rule","policy","default"],An=["function","procedure","aggregate"],ya=["column","constraint","default","index","materializedView"],La=[["domain","constraint"]];function bn(e){return"target"in e}var wa=[...En,...hn,...Sn,...An,"membership","userMapping","typeAttribute","publicationRel","publicationSchema","comment","acl","securityLabel","defaultPrivilege","extensionIntent"];var _n=new Set(En),Nn=new Set(hn),On=new Set(Sn),Rn=new Set(An),mr=/[.:(),"\s]/;function w(e){return e===""||mr.test(e)?`"${e.replaceAll('"','""')}"`:e}function h(e){let n=e.kind;switch(n){case"membership":return`membership:${w(e.role)}.${w(e.member)}`;case"userMapping":return`userMapping:${w(e.server)}.${w(e.role)}`;case"typeAttribute":return`typeAttribute:${w(e.schema)}.${w(e.type)}.${w(e.name)}`;case"publicationRel":return`publicationRel:${w(e.publication)}.${w(e.schema)}.${w(e.table)}`;case"publicationSchema":return`publicationSchema:${w(e.publication)}.${w(e.schema)}`;case"comment":return`comment:(${h(e.target)})`;case"acl":return`acl:(${h(e.target)}).${w(e.grantee)}${e.column!==void 0?`.${w(e.column)}`:""}`;case"securityLabel":return`securityLabel:(${h(e.target)}).${w(e.provider)}`;case"defaultPrivilege":return`defaultPrivilege:${w(e.role)}.${w(e.schema??"")}.${w(e.objtype)}.${w(e.grantee)}`;case"extensionIntent":return`extensionIntent:${w(e.ext)}.${w(e.intentKind)}.${w(e.key)}`;default:if(_n.has(n))return`${n}:${w(e.name)}`;if(Nn.has(n)){let t=e;return`${n}:${w(t.schema)}.${w(t.name)}`}if(On.has(n)){let t=e;return`${n}:${w(t.schema)}.${w(t.table)}.${w(t.name)}`}if(Rn.has(n)){let t=e;return`${n}:${w(t.schema)}.${w(t.name)}(${t.args.map(w).join(",")})`}throw new Error(`encodeId: unknown kind ${String(n)}`)}}var Pe=class{input;pos=0;constructor(n){this.input=n}peek(){return this.input[this.pos]}expect(n){if(this.input[this.pos]!==n)throw new Error(`parseId: expected '${n}' at position ${this.pos} in '${this.input}'`);this.pos++}readSegment(){if(this.peek()==='"')return this.readQuotedSegment();let n=this.pos;for(;this.pos<this.input.length&&!/[.:(),)]/.test(this.input[this.pos]);)this.pos++;if(this.pos===n)throw new Error(`parseId: empty segment at position ${this.pos} in '${this.input}'`);return this.input.slice(n,this.pos)}readQuotedSegment(){this.pos++;let n="";for(;;){let t=this.input[this.pos];if(t===void 0)throw new Error(`parseId: unterminated quote in '${this.input}'`);if(t==='"')if(this.input[this.pos+1]==='"')n+='"',this.pos+=2;else return this.pos++,n;else n+=t,this.pos++}}atEnd(){return this.pos>=this.input.length}};function Ne(e){let n=e.pos;for(;e.pos<e.input.length&&/[a-zA-Z]/.test(e.input[e.pos]);)e.pos++;let t=e.input.slice(n,e.pos);if(e.expect(":"),_n.has(t))return{kind:t,name:e.readSegment()};if(Nn.has(t)){let r=e.readSegment();e.expect(".");let s=e.readSegment();return{kind:t,schema:r,name:s}}if(On.has(t)){let r=e.readSegment();e.expect(".");let s=e.readSegment();e.expect(".");let a=e.readSegment();return{kind:t,schema:r,table:s,name:a}}if(Rn.has(t)){let r=e.readSegment();e.expect(".");let s=e.readSegment();e.expect("(");let a=[];if(e.peek()!==")")for(;;){if(a.push(e.readSegment()),e.peek()===","){e.pos++;continue}break}return e.expect(")"),{kind:t,schema:r,name:s,args:a}}switch(t){case"membership":{let r=e.readSegment();e.expect(".");let s=e.readSegment();return{kind:t,role:r,member:s}}case"userMapping":{let r=e.readSegment();e.expect(".");let s=e.readSegment();return{kind:t,server:r,role:s}}case"typeAttribute":{let r=e.readSegment();e.expect(".");let s=e.readSegment();e.expect(".");let a=e.readSegment();return{kind:t,schema:r,type:s,name:a}}case"publicationRel":{let r=e.readSegment();e.expect(".");let s=e.readSegment();e.expect(".");let a=e.readSegment();return{kind:t,publication:r,schema:s,table:a}}case"publicationSchema":{let r=e.readSegment();e.expect(".");let s=e.readSegment();return{kind:t,publication:r,schema:s}}case"comment":{e.expect("(");let r=Ne(e);return e.expect(")"),{kind:t,target:r}}case"acl":{e.expect("(");let r=Ne(e);e.expect(")"),e.expect(".");let s=e.readSegment();return e.peek()==="."?(e.pos++,{kind:t,target:r,grantee:s,column:e.readSegment()}):{kind:t,target:r,grantee:s}}case"securityLabel":{e.expect("(");let r=Ne(e);e.expect(")"),e.expect(".");let s=e.readSegment();return{kind:t,target:r,provider:s}}case"defaultPrivilege":{let r=e.readSegment();e.expect(".");let s=e.readSegment();e.expect(".");let a=e.readSegment();e.expect(".");let i=e.readSegment();return{kind:t,role:r,schema:s===""?null:s,objtype:a,grantee:i}}case"extensionIntent":{let r=e.readSegment();e.expect(".");let s=e.readSegment();e.expect(".");let a=e.readSegment();return{kind:t,ext:r,intentKind:s,key:a}}default:throw new Error(`parseId: unknown kind '${t}' in '${e.input}'`)}}function X(e){let n=new Pe(e),t=Ne(n);if(!n.atEnd())throw new Error(`parseId: trailing input at position ${n.pos} in '${e}'`);return t}function Q(e){if(e===null)return"null";switch(typeof e){case"string":return JSON.stringify(e);case"boolean":return e?"true":"false";case"bigint":return`${e}n`;case"number":if(!Number.isFinite(e))throw new Error(`canonicalize: non-finite number ${e}`);return JSON.stringify(e===0?0:e);case"undefined":throw new Error("canonicalize: undefined is only allowed as an (omitted) object value");case"object":return Array.isArray(e)?`[${e.map(t=>{if(t===void 0)throw new Error("canonicalize: arrays must not contain undefined");return Q(t)}).join(",")}]`:`{${Object.keys(e).filter(t=>e[t]!==void 0&&!t.startsWith("_")).sort().map(t=>`${JSON.stringify(t)}:${Q(e[t])}`).join(",")}}`;default:throw new Error(`canonicalize: unsupported type ${typeof e}`)}}var Tn=new WeakMap,Be=new Map,yn=1<<24,je=0;function He(e){let n=Be.get(e);if(n!==void 0)return n;let t=gr("sha256").update(e).digest("hex");return e.length>yn||(je>=yn&&(Be.clear(),je=0),Be.set(e,t),je+=e.length),t}function Oe(e){if(e===null||typeof e!="object")return He(Q(e));let n=Tn.get(e);if(n!==void 0)return n;let t=He(Q(e));return Tn.set(e,t),t}function Re(e){return He(e)}var Y=e=>e.kind==="owner"&&e.to.kind==="role",Te=class{diagnostics=[];source;referenceOnly;#e=new Map;#n=new Map;#r=new Map;#t=new Map;#a=new Map;#s=[];#i=new Map;#c=new Map;#o;constructor(n,t,r="liveDb",s=new Set,a={}){this.source=r,this.referenceOnly=s;for(let o of n){let d=h(o.id);if(this.#e.has(d))throw new Error(`FactBase: duplicate fact id ${d}`);this.#e.set(d,{fact:o,encoded:d,parentKey:o.parent===void 0?void 0:h(o.parent),hash:Oe(o.payload)})}for(let o of this.#e.values()){let d=o.parentKey;if(d===void 0)continue;if(!this.#e.has(d))throw new Error(`FactBase: fact ${o.encoded} references missing parent ${d}`);let p=this.#n.get(d)??[];p.push(o),this.#n.set(d,p)}for(let o of this.#n.values())o.sort((d,p)=>d.encoded<p.encoded?-1:1);let i=new Set,l=[],c=new Set;for(let o of this.#e.values()){if(i.has(o.encoded))continue;l.length=0,c.clear();let d=o;for(;d!==void 0&&!i.has(d.encoded);){if(c.has(d.encoded)){let p=l.indexOf(d.encoded),f=[...l.slice(p),d.encoded];throw new Error(`FactBase: parent cycle (no root) among facts ${f.join(" -> ")}`)}if(c.add(d.encoded),l.push(d.encoded),d.parentKey===void 0)break;d=this.#e.get(d.parentKey)}for(let p of l)i.add(p)}for(let o of t){let d=h(o.from),p=h(o.to),f=this.#e.has(d),S=this.#e.has(p);if(!f||!S){if(a.allowDangling?.(o)){if(this.#s.push(o),f&&this.#l(d,p,o),S){let R=this.#t.get(p)??[];R.push(o),this.#t.set(p,R)}continue}this.diagnostics.push({code:"dangling_edge",severity:"warning",subject:f?o.to:o.from,message:`edge ${d} -[${o.kind}]-> ${p} references a fact not in the base`});continue}this.#s.push(o),this.#l(d,p,o);let A=this.#t.get(p)??[];A.push(o),this.#t.set(p,A)}}#l(n,t,r){let s=this.#r.get(n)??[];s.push(r),this.#r.set(n,s);let a=this.#a.get(n)??[];a.push(`${n}-[${r.kind}]->${t}`),this.#a.set(n,a)}get edges(){return this.#s}getByEncoded(n){return this.#e.get(n)?.fact}facts(){return[...this.#e.values()].map(n=>n.fact)}get(n){return this.#e.get(h(n))?.fact}has(n){return this.#e.has(h(n))}isReferenceOnly(n){return this.referenceOnly.has(h(n))}hashOf(n){let t=this.#e.get(h(n));if(!t)throw new Error(`FactBase: unknown fact ${h(n)}`);return t.hash}childrenOf(n){return(this.#n.get(h(n))??[]).map(t=>t.fact)}outgoingEdges(n){return this.#r.get(h(n))??[]}incomingEdges(n){return this.#t.get(h(n))??[]}incomingEdgesByEncoded(n){return this.#t.get(n)??[]}roots(){return[...this.#e.values()].filter(n=>n.fact.parent===void 0).sort((n,t)=>n.encoded<t.encoded?-1:1).map(n=>n.fact)}rollupOf(n){return this.#d(h(n))}#d(n){let t=this.#i.get(n);if(t!==void 0)return t;let r=this.#e.get(n);if(!r)throw new Error(`FactBase: unknown fact ${n}`);let s=(this.#n.get(n)??[]).map(l=>`${l.encoded}=${this.#d(l.encoded)}`),a=(this.#a.get(n)??[]).sort(),i=Re(`F|${r.hash}|C|${s.join(",")}|E|${a.join(",")}`);return this.#i.set(n,i),i}structuralRollupOf(n){return this.#p(h(n))}#p(n){let t=this.#c.get(n);if(t!==void 0)return t;let r=this.#e.get(n);if(!r)throw new Error(`FactBase: unknown fact ${n}`);let s=(this.#n.get(n)??[]).map(i=>this.#p(i.encoded)).sort(),a=Re(`S|${r.hash}|C|${s.join(",")}`);return this.#c.set(n,a),a}get rootHash(){if(this.#o===void 0){let n=this.roots().map(t=>`${h(t.id)}=${this.rollupOf(t.id)}`);this.#o=Re(`ROOT|${n.join(",")}`)}return this.#o}};function B(e,n,t="liveDb",r=new Set,s={}){return new Te(e,n,t,r,s)}var qe="intent-unkeyed",Ln="intent-privileged",wn="user-mapping-unreadable";var In=1;function Ue(e){if(Array.isArray(e))return e.map(Ue);if(e!==null&&typeof e=="object"){let n=e;if(typeof n.$bigint=="string"&&Object.keys(n).length===1)return BigInt(n.$bigint);let t={};for(let[r,s]of Object.entries(n))t[r]=Ue(s);return t}return e}function $n(e){let n=JSON.parse(e);if(n.formatVersion!==In)throw new Error(`snapshot formatVersion ${n.formatVersion} is not supported (expected ${In})`);let t=n.facts.map(a=>({id:X(a.id),...a.parent!==void 0?{parent:X(a.parent)}:{},payload:Ue(a.payload)})),r=n.edges.map(a=>({from:X(a.from),to:X(a.to),kind:a.kind})),s=B(t,r,"snapshot");if(s.rootHash!==n.digest)throw new Error(`snapshot digest mismatch — content is corrupt or was edited (expected ${n.digest}, computed ${s.rootHash})`);return s.diagnostics.push(...(n.diagnostics??[]).map(a=>({code:a.code,severity:a.severity,...a.subject!==void 0?{subject:X(a.subject)}:{},message:a.message,...a.context!==void 0?{context:a.context}:{}}))),{factBase:s,pgVersion:n.pgVersion,...n.redactSecrets!==void 0?{redactSecrets:n.redactSecrets}:{},...n.profile!==void 0?{profile:n.profile}:{}}}function We(e){return`${h(e.from)}|${e.kind}|${h(e.to)}`}function fr(e,n){let t=[],r=o=>{let d=h(o);return e.referenceOnly.has(d)||n.referenceOnly.has(d)},s=(o,d,p)=>{if(!r(d.id)){t.push(p==="add"?{verb:p,fact:d}:{verb:p,fact:d});for(let f of o.outgoingEdges(d.id))t.push(p==="add"?{verb:"link",edge:f}:{verb:"unlink",edge:f})}for(let f of o.childrenOf(d.id))s(o,f,p)},a=o=>{if(r(o))return;let d=e.get(o),p=n.get(o);if(d&&p){if(e.hashOf(o)!==n.hashOf(o)){let A=new Set([...Object.keys(d.payload),...Object.keys(p.payload)]);for(let R of[...A].sort()){if(R.startsWith("_"))continue;let T=d.payload[R],N=p.payload[R],y=T===void 0?" absent":Q(T),D=N===void 0?" absent":Q(N);y!==D&&t.push({verb:"set",id:o,attr:R,from:T,to:N})}}let f=new Map(e.outgoingEdges(o).map(A=>[We(A),A])),S=new Map(n.outgoingEdges(o).map(A=>[We(A),A]));for(let[A,R]of f)S.has(A)||t.push({verb:"unlink",edge:R});for(let[A,R]of S)f.has(A)||t.push({verb:"link",edge:R})}},i=o=>{let d=e.has(o),p=n.has(o);if(d&&p&&e.rollupOf(o)===n.rollupOf(o))return;if(d&&!p){s(e,e.get(o),"remove");return}if(!d&&p){s(n,n.get(o),"add");return}a(o);let f=new Map;if(d)for(let S of e.childrenOf(o))f.set(h(S.id),S.id);if(p)for(let S of n.childrenOf(o))f.set(h(S.id),S.id);for(let S of f.values())i(S)},l=new Map;for(let o of e.roots())l.set(h(o.id),o.id);for(let o of n.roots())l.set(h(o.id),o.id);for(let o of l.values())i(o);let c=t.map(o=>({key:hr(o),delta:o}));return c.sort((o,d)=>o.key<d.key?-1:o.key>d.key?1:0),c.map(o=>o.delta)}function Er(e){switch(e.verb){case"add":case"remove":return e.fact.id;case"set":return e.id;case"link":case"unlink":return e.edge.from}}function hr(e){let n=e.verb==="set"?e.attr:e.verb==="link"||e.verb==="unlink"?We(e.edge):"";return`${h(Er(e))}|${e.verb}|${n}`}var Sr="57014";function Ar(e){return e.startsWith("pg_")}function br(e){let n=e.replace(/\s+/g," ").trim(),t=/\bFROM\s+(?:pg_catalog\.)?(\w+)/i.exec(n),r=n.slice(0,60);return t?`${t[1]} (${r}…)`:r}var ye=class extends Error{code="extraction_timeout";queryLabel;timeoutMs;diagnostic;constructor(n,t){super(`extraction query ${n} exceeded the ${t}ms statement_timeout budget`),this.name="ExtractionTimeoutError",this.queryLabel=n,this.timeoutMs=t,this.diagnostic={code:this.code,severity:"error",message:this.message,context:{queryLabel:n,timeoutMs:t}}}};function xn(e){let n=new Set(e.map(s=>h(s.id))),t=[],r=[];for(let s of e){if("target"in s.id){let a=h(s.id.target);if(!n.has(a)){r.push({code:"orphaned_satellite",severity:"info",subject:s.id,message:`dropped ${s.id.kind} whose target ${a} was not extracted (filtered)`});continue}}t.push(s)}return{facts:t,diagnostics:r}}var ue="('pg_catalog', 'information_schema')",$=`
  n.nspname NOT IN ${ue}
  AND n.nspname NOT LIKE 'pg\\_toast%'
  AND n.nspname NOT LIKE 'pg\\_temp%'`;function x(e,n){return`NOT EXISTS (
    SELECT 1 FROM pg_depend ext_d
    WHERE ext_d.classid = '${e}'::regclass
      AND ext_d.objid = ${n}
      AND ext_d.deptype = 'e')`}var M=(e,n)=>`(
    SELECT ext.extname
    FROM pg_depend ext_d
    JOIN pg_extension ext ON ext.oid = ext_d.refobjid
    WHERE ext_d.classid = '${e}'::regclass
      AND ext_d.objid = ${n}
      AND ext_d.refclassid = 'pg_extension'::regclass
      AND ext_d.deptype = 'e'
      AND ext.extname <> 'plpgsql'
    LIMIT 1)`,Z=(e,n,t)=>`
    (SELECT json_agg(json_build_object(
        'grantee', acl.grantee_name,
        'privileges', acl.privileges,
        'grantable', acl.grantable,
        -- The owner's create-time default privilege set for this object kind
        -- (carried ONLY on the owner's row). Lets the planner's default-ACL
        -- elision tell "owner kept the full default" (elidable) apart from
        -- "owner revoked one of their defaults" (must keep the REVOKE/GRANT),
        -- without hardcoding the version-dependent set (PG17 added MAINTAIN).
        'ownerDefault', CASE
          WHEN acl.grantee_name = (
            SELECT rolname FROM pg_roles WHERE oid = ${t})
          THEN (SELECT array_agg(d.privilege_type ORDER BY d.privilege_type)
                FROM aclexplode(acldefault('${n}', ${t})) d
                WHERE d.grantee = ${t})
          ELSE NULL END) ORDER BY acl.grantee_name)
     FROM (
       SELECT COALESCE(g.rolname, 'PUBLIC') AS grantee_name,
              -- DISTINCT: aclexplode() yields one row per GRANTOR, so a privilege
              -- granted to one grantee by two grantors appears twice. pg-delta
              -- models the EFFECTIVE privilege set, not who granted it, so grantor
              -- identity is intentionally ignored — de-duplicate to avoid rendering
              -- a doubled privilege list (GRANT SELECT, SELECT ...), which
              -- Postgres collapses on apply so a re-extract no longer matches and
              -- the proof drifts.
              array_agg(DISTINCT e.privilege_type ORDER BY e.privilege_type) AS privileges,
              array_agg(DISTINCT e.privilege_type ORDER BY e.privilege_type)
                FILTER (WHERE e.is_grantable) AS grantable
       FROM aclexplode(COALESCE(${e}, acldefault('${n}', ${t}))) e
       LEFT JOIN pg_roles g ON g.oid = e.grantee
       GROUP BY 1
       UNION ALL
       SELECT 'PUBLIC', ARRAY[]::text[], NULL::text[]
       WHERE ${e} IS NOT NULL
         AND EXISTS (
           SELECT 1 FROM aclexplode(acldefault('${n}', ${t})) d
           WHERE d.grantee = 0)
         AND NOT EXISTS (
           SELECT 1 FROM aclexplode(${e}) a WHERE a.grantee = 0)
       UNION ALL
       -- Revoked OWNER default (mirror of the PUBLIC case): PostgreSQL grants the
       -- owner its full default on CREATE, so a full owner revoke
       -- (REVOKE ALL ON ... FROM owner) leaves a non-NULL acl with NO owner row.
       -- Emit an empty owner entry so the diff plans a REVOKE ALL FROM owner that
       -- clears the create-time default; without it a freshly created object keeps
       -- PostgreSQL built-in owner privileges and never converges.
       SELECT (SELECT rolname FROM pg_roles WHERE oid = ${t}),
              ARRAY[]::text[], NULL::text[]
       WHERE ${e} IS NOT NULL
         AND EXISTS (
           SELECT 1 FROM aclexplode(acldefault('${n}', ${t})) d
           WHERE d.grantee = ${t})
         AND NOT EXISTS (
           SELECT 1 FROM aclexplode(${e}) a
           WHERE a.grantee = ${t})
     ) acl)`,_r=(e,n,t,r,s)=>`
    (SELECT json_agg(json_build_object(
        'grantee', d.grantee, 'privileges', d.privileges,
        'grantable', d.grantable, '_initPrivs', d.init_privs
      ) ORDER BY d.grantee)
     FROM (
       WITH cur AS (
         SELECT COALESCE(g.rolname, 'PUBLIC') AS grantee,
                -- DISTINCT across grantors (aclexplode emits one row per grantor);
                -- grantor identity is intentionally ignored — see aclJson.
                array_agg(DISTINCT e.privilege_type ORDER BY e.privilege_type) AS privileges,
                COALESCE(array_agg(DISTINCT e.privilege_type ORDER BY e.privilege_type)
                  FILTER (WHERE e.is_grantable), ARRAY[]::text[]) AS grantable
         FROM aclexplode(COALESCE(${e}, acldefault('${n}', ${t}))) e
         LEFT JOIN pg_roles g ON g.oid = e.grantee
         GROUP BY 1
       ),
       ini AS (
         SELECT COALESCE(g.rolname, 'PUBLIC') AS grantee,
                -- DISTINCT across grantors (aclexplode emits one row per grantor);
                -- grantor identity is intentionally ignored — see aclJson.
                array_agg(DISTINCT e.privilege_type ORDER BY e.privilege_type) AS privileges,
                COALESCE(array_agg(DISTINCT e.privilege_type ORDER BY e.privilege_type)
                  FILTER (WHERE e.is_grantable), ARRAY[]::text[]) AS grantable
         FROM aclexplode(COALESCE(
                (SELECT ip.initprivs FROM pg_init_privs ip
                 WHERE ip.objoid = ${s}
                   AND ip.classoid = '${r}'::regclass
                   AND ip.objsubid = 0),
                acldefault('${n}', ${t}))) e
         LEFT JOIN pg_roles g ON g.oid = e.grantee
         GROUP BY 1
       )
       SELECT
         COALESCE(cur.grantee, ini.grantee) AS grantee,
         COALESCE(cur.privileges, ARRAY[]::text[]) AS privileges,
         COALESCE(cur.grantable, ARRAY[]::text[]) AS grantable,
         CASE WHEN ini.grantee IS NOT NULL
              THEN json_build_object(
                     'privileges', ini.privileges, 'grantable', ini.grantable)
              END AS init_privs
       FROM cur FULL OUTER JOIN ini USING (grantee)
       WHERE cur.privileges IS DISTINCT FROM ini.privileges
          OR cur.grantable IS DISTINCT FROM ini.grantable
     ) d)`,F=(e,n,t,r,s)=>`
    CASE WHEN EXISTS (
      SELECT 1 FROM pg_depend md
      WHERE md.classid = '${r}'::regclass AND md.objid = ${s}
        AND md.refclassid = 'pg_extension'::regclass AND md.deptype = 'e')
    THEN ${_r(e,n,t,r,s)}
    ELSE ${Z(e,n,t)}
    END`,C=e=>e==null?[]:e.map(t=>({grantee:t.grantee,privileges:t.privileges,grantable:t.grantable??[],...t.ownerDefault!=null?{ownerDefault:t.ownerDefault}:{},...t._initPrivs!=null?{initPrivs:{privileges:t._initPrivs.privileges,grantable:t._initPrivs.grantable??[]}}:{}})),j=e=>({kind:"schema",name:String(e)});async function Cn(e,n,t=!0){let r=[],s=[],a=[],i=[],l=async T=>{try{return(await e.query(T)).rows}catch(N){throw n!==void 0&&N.code===Sr?new ye(br(T),n):N}},c=(await l("SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS num"))[0],o=c?.version??"unknown",d=Number(c?.num??0),p=Math.floor(d/1e4);return{q:l,serverVersion:o,serverVersionNum:d,pgMajor:p,facts:r,edges:s,diagnostics:a,factDiagnostics:i,redactSecrets:t,pushWithMeta:(T,N,y)=>{r.push(T);let D=N.comment;if(typeof D=="string"){let _=T.id.kind==="constraint"&&T.parent?.kind==="domain";r.push({id:{kind:"comment",target:T.id},parent:T.id,payload:_?{text:D,onDomain:!0}:{text:D}})}for(let _ of y??[])r.push({id:{kind:"acl",target:T.id,grantee:_.grantee},parent:T.id,payload:{privileges:_.privileges,grantable:_.grantable,..._.ownerDefault!==void 0?{_ownerDefault:_.ownerDefault}:{},..._.initPrivs!==void 0?{_initPrivs:{privileges:_.initPrivs.privileges,grantable:_.initPrivs.grantable}}:{}}})},pushMemberEdge:(T,N)=>{let y=N.ext_member_of;typeof y=="string"&&s.push({from:T,to:{kind:"extension",name:y},kind:"memberOfExtension"})},pushOwnerEdge:(T,N)=>{typeof N=="string"&&N.length>0&&!Ar(N)&&s.push({from:T,to:{kind:"role",name:N},kind:"owner"})},pushSeclabel:(T,N,y)=>{r.push({id:{kind:"securityLabel",target:T,provider:N},parent:T,payload:{label:y}})}}}async function vn(e){let{q:n,edges:t}=e;for(let r of await n(`
    SELECT cn.nspname AS child_schema, cc.relname AS child_name,
           pn.nspname AS parent_schema, pc.relname AS parent_name
    FROM pg_inherits i
    JOIN pg_class cc ON cc.oid = i.inhrelid
    JOIN pg_namespace cn ON cn.oid = cc.relnamespace
    JOIN pg_class pc ON pc.oid = i.inhparent
    JOIN pg_namespace pn ON pn.oid = pc.relnamespace
    WHERE cc.relkind IN ('r', 'p')
      AND cn.nspname NOT IN ${ue}`))t.push({from:{kind:"table",schema:String(r.child_schema),name:String(r.child_name)},to:{kind:"table",schema:String(r.parent_schema),name:String(r.parent_name)},kind:"depends"})}async function Dn(e){let{q:n,edges:t,diagnostics:r}=e,s=await n(`
    WITH dep AS (
      SELECT d.classid, d.objid, d.objsubid,
             d.refclassid, d.refobjid, d.refobjsubid
      FROM pg_depend d
      WHERE d.deptype IN ('n', 'a')
        -- sequence OWNED BY is carried as payload + ALTER SEQUENCE … OWNED BY
        -- (pg_dump's model); the auto edge would cycle with the column default
        AND NOT (d.deptype = 'a'
                 AND d.classid = 'pg_class'::regclass
                 AND d.refclassid = 'pg_class'::regclass
                 AND d.refobjsubid > 0
                 AND EXISTS (SELECT 1 FROM pg_class sc
                             WHERE sc.oid = d.objid AND sc.relkind = 'S'))
    ),
    endpoints AS (
      SELECT classid, objid, objsubid FROM dep
      UNION
      SELECT refclassid, refobjid, refobjsubid FROM dep
    ),
    -- one derived table per resolver branch, each built once over its catalog
    rel AS (
      SELECT rc.oid, rc.relkind, json_build_object('kind',
               CASE rc.relkind
                 WHEN 'r' THEN 'table' WHEN 'p' THEN 'table'
                 WHEN 'f' THEN 'foreignTable'
                 WHEN 'v' THEN 'view' WHEN 'm' THEN 'materializedView'
                 WHEN 'i' THEN 'index' WHEN 'I' THEN 'index'
                 WHEN 'S' THEN 'sequence' END,
               'schema', rn.nspname, 'name', rc.relname) AS id
      FROM pg_class rc JOIN pg_namespace rn ON rn.oid = rc.relnamespace
      WHERE rc.relkind IN ('r','p','f','v','m','i','I','S')
    ),
    cbi AS (
      -- a constraint-backed index resolves to its constraint, not the index
      SELECT con.conindid AS oid,
             json_build_object('kind','constraint','schema',cn.nspname,
                               'table',cc.relname,'name',con.conname) AS id
      FROM pg_constraint con
      JOIN pg_class cc ON cc.oid = con.conrelid
      JOIN pg_namespace cn ON cn.oid = cc.relnamespace
      WHERE con.contype IN ('p','u','x') AND con.conindid <> 0
    ),
    col AS (
      SELECT att.attrelid AS oid, att.attnum AS subid,
             json_build_object('kind','column','schema',rn.nspname,
                               'table',rc.relname,'name',att.attname) AS id
      FROM pg_attribute att
      JOIN pg_class rc ON rc.oid = att.attrelid AND rc.relkind IN ('r','p','f')
      JOIN pg_namespace rn ON rn.oid = rc.relnamespace
      WHERE att.attnum > 0 AND NOT att.attisdropped
    ),
    proc AS (
      -- prokind 'w' (window functions) is extracted as a function fact
      -- (src/extract/routines.ts: only 'p' -> procedure, everything else ->
      -- function), so it MUST be resolvable here -- otherwise a pg_depend edge
      -- into a user window function resolves to NULL and is silently dropped,
      -- and a view/rule that uses it is never rebuilt against it (issue #333).
      -- The kind CASE already maps 'w' to 'function' via ELSE.
      SELECT pp.oid, json_build_object(
               'kind', CASE pp.prokind WHEN 'a' THEN 'aggregate' WHEN 'p' THEN 'procedure' ELSE 'function' END,
               'schema', pn.nspname, 'name', pp.proname,
               'args', ARRAY(SELECT format_type(t.t, NULL)
                             FROM unnest(pp.proargtypes) WITH ORDINALITY AS t(t, ord)
                             ORDER BY t.ord)::text[]) AS id
      FROM pg_proc pp JOIN pg_namespace pn ON pn.oid = pp.pronamespace
      WHERE pp.prokind IN ('f','p','a','w')
    ),
    tcon AS (
      SELECT con.oid, json_build_object('kind','constraint','schema',cn.nspname,
                               'table',cc.relname,'name',con.conname) AS id
      FROM pg_constraint con
      JOIN pg_class cc ON cc.oid = con.conrelid
      JOIN pg_namespace cn ON cn.oid = cc.relnamespace
      WHERE con.conrelid <> 0
    ),
    dcon AS (
      SELECT con.oid, json_build_object('kind','constraint','schema',dn.nspname,
                               'table',dt.typname,'name',con.conname) AS id
      FROM pg_constraint con
      JOIN pg_type dt ON dt.oid = con.contypid
      JOIN pg_namespace dn ON dn.oid = dt.typnamespace
      WHERE con.contypid <> 0
    ),
    typ AS (
      -- Resolve array types (typcategory 'A') to their ELEMENT type: a column or
      -- argument of an array type records its pg_depend edge against the implicit
      -- array type (e.g. _user_defined_filter), but the managed fact is the
      -- element type. Mapping the array oid to the element's stable id keeps the
      -- depends-on-element ordering correct for array-of-composite/domain/enum
      -- columns and arguments (regression: realtime.subscription has a
      -- user_defined_filter array column; without this the table/function was
      -- ordered before the type). An array of a base type (e.g. int4) resolves to
      -- a pg_catalog element that the typtype filter drops below -- harmless, as
      -- builtins are unmanaged.
      SELECT tt.oid,
        CASE
          WHEN base.typrelid <> 0::oid AND rc.oid IS NOT NULL THEN
            json_build_object(
              'kind', CASE rc.relkind
                        WHEN 'v' THEN 'view'
                        WHEN 'm' THEN 'materializedView'
                        WHEN 'f' THEN 'foreignTable'
                        ELSE 'table'
                      END,
              'schema', rn.nspname,
              'name', rc.relname)
          ELSE json_build_object(
            'kind', CASE base.typtype WHEN 'd' THEN 'domain' ELSE 'type' END,
            'schema', tn.nspname,
            'name', base.typname)
        END AS id
      FROM pg_type tt
      JOIN pg_type base
        ON base.oid = CASE
             WHEN tt.typtype = 'b' AND tt.typcategory = 'A' AND tt.typelem <> 0
             THEN tt.typelem ELSE tt.oid END
      JOIN pg_namespace tn ON tn.oid = base.typnamespace
      LEFT JOIN pg_class rc ON rc.oid = base.typrelid
                           AND rc.relkind IN ('r', 'p', 'f', 'v', 'm')
      LEFT JOIN pg_namespace rn ON rn.oid = rc.relnamespace
      WHERE base.typtype IN ('d', 'e', 'c', 'r')
    ),
    -- a composite type's pg_class (relkind c) endpoint resolves to the composite
    -- TYPE fact. pg_depend records a composite attribute's type dependency as
    -- (classid=pg_class, objid=composite pg_class, objsubid=attnum) -> pg_type,
    -- but the col CTE excludes relkind c. Attributing the edge to the top-level
    -- type (not the folded typeAttribute child) keeps the create/teardown
    -- ordering of a composite-uses-domain/type chain correct and independent of
    -- child-drop folding.
    comptype AS (
      SELECT cc.oid, json_build_object('kind','type','schema',cn.nspname,
                               'name',cc.relname) AS id
      FROM pg_class cc JOIN pg_namespace cn ON cn.oid = cc.relnamespace
      WHERE cc.relkind = 'c'
    ),
    extm AS (
      -- a reference INTO an extension-member object resolves to the extension,
      -- not the member fact (4b Stage 3): the member is observed but projected
      -- out by default, so a member-targeted edge would be pruned with it and
      -- lose the dependent's ordering on the extension. One join keyed by
      -- (classid, objid) replaces the old per-branch nested pg_depend lookups;
      -- an object belongs to at most one extension, so (classid, objid) is
      -- unique here and the join never multiplies dep rows (the old form's
      -- LIMIT 1 was guarding the same single-membership invariant).
      SELECT ed.classid, ed.objid,
             json_build_object('kind','extension','name',ext.extname) AS id
      FROM pg_depend ed JOIN pg_extension ext ON ext.oid = ed.refobjid
      WHERE ed.refclassid = 'pg_extension'::regclass AND ed.deptype = 'e'
    ),
    coll AS (
      SELECT cl.oid, json_build_object('kind','collation','schema',cln.nspname,
                               'name',cl.collname) AS id
      FROM pg_collation cl JOIN pg_namespace cln ON cln.oid = cl.collnamespace
    ),
    pol AS (
      SELECT po.oid, json_build_object('kind','policy','schema',pn.nspname,
                               'table',pc.relname,'name',po.polname) AS id
      FROM pg_policy po
      JOIN pg_class pc ON pc.oid = po.polrelid
      JOIN pg_namespace pn ON pn.oid = pc.relnamespace
    ),
    evt AS (
      SELECT et.oid, json_build_object('kind','eventTrigger','name',et.evtname) AS id
      FROM pg_event_trigger et
    ),
    pub AS (
      SELECT pb.oid, json_build_object('kind','publication','name',pb.pubname) AS id
      FROM pg_publication pb
    ),
    pubrel AS (
      SELECT pr.oid, json_build_object('kind','publication','name',pb.pubname) AS id
      FROM pg_publication_rel pr JOIN pg_publication pb ON pb.oid = pr.prpubid
    ),
    fdw AS (
      SELECT fd.oid, json_build_object('kind','fdw','name',fd.fdwname) AS id
      FROM pg_foreign_data_wrapper fd
    ),
    srv AS (
      SELECT fs.oid, json_build_object('kind','server','name',fs.srvname) AS id
      FROM pg_foreign_server fs
    ),
    adef AS (
      SELECT ad.oid, json_build_object('kind','default','schema',dn.nspname,
                               'table',dc.relname,'name',da.attname) AS id
      FROM pg_attrdef ad
      JOIN pg_class dc ON dc.oid = ad.adrelid
      JOIN pg_namespace dn ON dn.oid = dc.relnamespace
      JOIN pg_attribute da ON da.attrelid = ad.adrelid AND da.attnum = ad.adnum
    ),
    rw AS (
      -- A pg_rewrite endpoint resolves two different ways (issue #333):
      --  - the '_RETURN' rule of a view/matview IS the relation's definition,
      --    so its deps are attributed to the owning view/matview -- rebuilding
      --    the relation recreates the rule. Only views/matviews carry a
      --    '_RETURN' rule, so the relkind CASE only ever sees 'v'/'m' here.
      --  - ANY other (user-created) rule is its OWN rule fact
      --    (src/extract/relations.ts extracts every rulename <> '_RETURN' on any
      --    relkind), so its deps must be attributed to the RULE fact, not the
      --    owning relation. This is what lets a rule on a PLAIN TABLE (relkind
      --    'r'/'p') be rebuilt against a function it references before that
      --    function is dropped. CONSTRAINT: a user rule ON A VIEW (not
      --    '_RETURN') likewise resolves to the rule fact, exactly like a rule on
      --    a table -- never folded into the view's '_RETURN' definition.
      SELECT r.oid,
        CASE WHEN r.rulename = '_RETURN'
          THEN json_build_object(
                 'kind', CASE vc.relkind WHEN 'm' THEN 'materializedView' ELSE 'view' END,
                 'schema', vn.nspname, 'name', vc.relname)
          ELSE json_build_object(
                 'kind', 'rule', 'schema', vn.nspname,
                 'table', vc.relname, 'name', r.rulename)
        END AS id
      FROM pg_rewrite r
      JOIN pg_class vc ON vc.oid = r.ev_class
      JOIN pg_namespace vn ON vn.oid = vc.relnamespace
    ),
    trg AS (
      SELECT tg.oid, json_build_object('kind','trigger','schema',tn.nspname,
                               'table',tc.relname,'name',tg.tgname) AS id
      FROM pg_trigger tg
      JOIN pg_class tc ON tc.oid = tg.tgrelid
      JOIN pg_namespace tn ON tn.oid = tc.relnamespace
      WHERE NOT tg.tgisinternal
    ),
    nsp AS (
      SELECT ns.oid, json_build_object('kind','schema','name',ns.nspname) AS id
      FROM pg_namespace ns
    ),
    -- MATERIALIZED: resolved is referenced twice (rd + rr joins); force a single
    -- evaluation over the distinct endpoint set.
    resolved AS MATERIALIZED (
      SELECT e.classid, e.objid, e.objsubid,
        CASE
          WHEN e.classid = 'pg_class'::regclass AND e.objsubid = 0
            THEN COALESCE(cbi.id, comptype.id, rel.id)
          WHEN e.classid = 'pg_class'::regclass AND e.objsubid > 0
            -- a real column; a composite type's attribute resolves to its type;
            -- else a view/matview column resolves to its relation
            THEN COALESCE(col.id, comptype.id, CASE WHEN rel.relkind IN ('v','m') THEN rel.id END)
          WHEN e.classid = 'pg_proc'::regclass THEN COALESCE(extm.id, proc.id)
          WHEN e.classid = 'pg_constraint'::regclass THEN COALESCE(tcon.id, dcon.id)
          WHEN e.classid = 'pg_type'::regclass THEN COALESCE(extm.id, typ.id)
          WHEN e.classid = 'pg_opclass'::regclass THEN extm.id
          WHEN e.classid = 'pg_opfamily'::regclass THEN extm.id
          WHEN e.classid = 'pg_operator'::regclass THEN extm.id
          WHEN e.classid = 'pg_collation'::regclass THEN coll.id
          WHEN e.classid = 'pg_policy'::regclass THEN pol.id
          WHEN e.classid = 'pg_event_trigger'::regclass THEN evt.id
          WHEN e.classid = 'pg_publication'::regclass THEN pub.id
          WHEN e.classid = 'pg_publication_rel'::regclass THEN pubrel.id
          WHEN e.classid = 'pg_foreign_data_wrapper'::regclass
            THEN COALESCE(extm.id, fdw.id)
          WHEN e.classid = 'pg_foreign_server'::regclass THEN srv.id
          WHEN e.classid = 'pg_attrdef'::regclass THEN adef.id
          WHEN e.classid = 'pg_rewrite'::regclass THEN rw.id
          WHEN e.classid = 'pg_trigger'::regclass THEN trg.id
          WHEN e.classid = 'pg_namespace'::regclass THEN nsp.id
          ELSE NULL
        END AS id
      FROM endpoints e
      LEFT JOIN rel    ON rel.oid    = e.objid AND e.classid = 'pg_class'::regclass
      LEFT JOIN cbi    ON cbi.oid    = e.objid AND e.classid = 'pg_class'::regclass AND e.objsubid = 0
      LEFT JOIN col    ON col.oid    = e.objid AND col.subid = e.objsubid AND e.classid = 'pg_class'::regclass
      LEFT JOIN proc   ON proc.oid   = e.objid AND e.classid = 'pg_proc'::regclass
      LEFT JOIN tcon   ON tcon.oid   = e.objid AND e.classid = 'pg_constraint'::regclass
      LEFT JOIN dcon   ON dcon.oid   = e.objid AND e.classid = 'pg_constraint'::regclass
      LEFT JOIN typ    ON typ.oid    = e.objid AND e.classid = 'pg_type'::regclass
      LEFT JOIN comptype ON comptype.oid = e.objid AND e.classid = 'pg_class'::regclass
      LEFT JOIN extm   ON extm.classid = e.classid AND extm.objid = e.objid
      LEFT JOIN coll   ON coll.oid   = e.objid AND e.classid = 'pg_collation'::regclass
      LEFT JOIN pol    ON pol.oid    = e.objid AND e.classid = 'pg_policy'::regclass
      LEFT JOIN evt    ON evt.oid    = e.objid AND e.classid = 'pg_event_trigger'::regclass
      LEFT JOIN pub    ON pub.oid    = e.objid AND e.classid = 'pg_publication'::regclass
      LEFT JOIN pubrel ON pubrel.oid = e.objid AND e.classid = 'pg_publication_rel'::regclass
      LEFT JOIN fdw    ON fdw.oid    = e.objid AND e.classid = 'pg_foreign_data_wrapper'::regclass
      LEFT JOIN srv    ON srv.oid    = e.objid AND e.classid = 'pg_foreign_server'::regclass
      LEFT JOIN adef   ON adef.oid   = e.objid AND e.classid = 'pg_attrdef'::regclass
      LEFT JOIN rw     ON rw.oid     = e.objid AND e.classid = 'pg_rewrite'::regclass
      LEFT JOIN trg    ON trg.oid    = e.objid AND e.classid = 'pg_trigger'::regclass
      LEFT JOIN nsp    ON nsp.oid    = e.objid AND e.classid = 'pg_namespace'::regclass
    )
    SELECT rd.id AS dependent, rr.id AS referenced
    FROM dep
    JOIN resolved rd ON rd.classid = dep.classid
                    AND rd.objid = dep.objid
                    AND rd.objsubid = dep.objsubid
    JOIN resolved rr ON rr.classid = dep.refclassid
                    AND rr.objid = dep.refobjid
                    AND rr.objsubid = dep.refobjsubid`),a=d=>{if(d==null)return;let p=d;switch(p.kind){case"schema":return{kind:"schema",name:p.name};case"eventTrigger":case"publication":case"fdw":case"server":case"extension":return{kind:p.kind,name:p.name};case"table":case"view":case"materializedView":case"index":case"sequence":case"domain":case"type":case"collation":case"foreignTable":return{kind:p.kind,schema:p.schema,name:p.name};case"column":case"constraint":case"default":case"trigger":case"policy":case"rule":return{kind:p.kind,schema:p.schema,table:p.table,name:p.name};case"function":case"procedure":case"aggregate":return{kind:p.kind,schema:p.schema,name:p.name,args:p.args.map(String)};default:return}},i=d=>{let p=S=>S==="pg_catalog"||S==="information_schema"||S.startsWith("pg_toast")||S.startsWith("pg_temp"),f=d.schema;return typeof f=="string"&&p(f)?!0:d.kind==="schema"?p(d.name):!1},l=(d,p)=>{if(d==null)return;let f=a(d);if(f===void 0)return r.push({code:"unresolved_dependency",severity:"warning",message:`pg_depend ${p} ${JSON.stringify(d)} was recognized by the resolver but the codec could not build its id — resolver/codec mismatch`}),f;if(!i(f))return f},c=new Set,o=new Set(e.facts.filter(d=>d.id.kind==="default").map(d=>h(d.id)));for(let d of s){let p=l(d.dependent,"dependent"),f=l(d.referenced,"referenced");if(!p||!f)continue;let S=JSON.stringify([p,f]);if(!c.has(S)&&(c.add(S),t.push({from:p,to:f,kind:"depends"}),p.kind==="default"&&!o.has(h(p)))){let A={kind:"column",schema:p.schema,table:p.table,name:p.name};if(h(A)===h(f))continue;let R=JSON.stringify([A,f]);if(c.has(R))continue;c.add(R),t.push({from:A,to:f,kind:"depends"})}}}async function kn(e){let{q:n,pushWithMeta:t,pushOwnerEdge:r}=e;for(let s of await n(`
    SELECT e.evtname AS name, e.evtevent AS event, e.evtenabled AS enabled,
           COALESCE(e.evttags, '{}')::text[] AS tags,
           pn.nspname AS func_schema, p.proname AS func_name,
           r.rolname AS owner,
           obj_description(e.oid, 'pg_event_trigger') AS comment
    FROM pg_event_trigger e
    JOIN pg_proc p ON p.oid = e.evtfoid
    JOIN pg_namespace pn ON pn.oid = p.pronamespace
    JOIN pg_roles r ON r.oid = e.evtowner
    WHERE ${x("pg_event_trigger","e.oid")}
    ORDER BY e.evtname`)){let a={kind:"eventTrigger",name:String(s.name)};t({id:a,payload:{event:String(s.event),enabled:String(s.enabled),tags:s.tags.map(String).sort(),functionSchema:String(s.func_schema),functionName:String(s.func_name)}},s),r(a,s.owner)}}var Nr=new Set(["host","hostaddr","port","dbname","user","sslmode","sslcompression","sslcert","sslkey","sslrootcert","sslcrl","sslcrldir","sslsni","requirepeer","krbsrvname","gsslib","sspi","gssencmode","gssdelegation","channel_binding","target_session_attrs","service","application_name","fallback_application_name","connect_timeout","client_encoding","options","keepalives","keepalives_idle","keepalives_interval","keepalives_count","tcp_user_timeout","replication","load_balance_hosts","use_remote_estimate","fdw_startup_cost","fdw_tuple_cost","fetch_size","batch_size","async_capable","analyze_sampling","parallel_commit","parallel_abort","password_required","extensions","updatable","truncatable","schema_name","table_name","column_name","schema","database","table","format","header","delimiter","quote","escape","encoding","compression","filename","program","null","force_not_null","force_null","region","endpoint","bucket","prefix","location","project_id","dataset_id","dataset","workspace","organization","api_version"]),Le="host=__CONN_HOST__ port=__CONN_PORT__ dbname=__CONN_DBNAME__ user=__CONN_USER__ password=__CONN_PASSWORD__";function Or(e){let n=e.indexOf("=");if(n===-1)return e;let t=e.slice(0,n);return Nr.has(t.toLowerCase())?e:`${t}=__OPTION_${t.toUpperCase()}__`}function Mn(e){return e.map(Or)}async function Fn(e){let{q:n,facts:t,pushWithMeta:r,pushOwnerEdge:s,factDiagnostics:a}=e,i=o=>e.redactSecrets?Mn(o):o;for(let o of await n(`
    SELECT f.fdwname AS name, r.rolname AS owner,
           CASE WHEN f.fdwhandler <> 0 THEN f.fdwhandler::regproc::text END AS handler,
           CASE WHEN f.fdwvalidator <> 0 THEN f.fdwvalidator::regproc::text END AS validator,
           COALESCE(ARRAY(SELECT opt FROM unnest(f.fdwoptions) opt ORDER BY opt), '{}')::text[] AS options,
           obj_description(f.oid, 'pg_foreign_data_wrapper') AS comment,
           ${Z("f.fdwacl","F","f.fdwowner")} AS acl
    FROM pg_foreign_data_wrapper f
    JOIN pg_roles r ON r.oid = f.fdwowner
    WHERE ${x("pg_foreign_data_wrapper","f.oid")}
    ORDER BY f.fdwname`)){let d={kind:"fdw",name:String(o.name)};r({id:d,payload:{handler:o.handler==null?null:o.handler,validator:o.validator==null?null:o.validator,options:i(o.options.map(String))}},o,C(o.acl)),s(d,o.owner)}for(let o of await n(`
    SELECT s.srvname AS name, f.fdwname AS fdw, r.rolname AS owner,
           s.srvtype AS type, s.srvversion AS version,
           (SELECT e.extname FROM pg_depend d
            JOIN pg_extension e ON e.oid = d.refobjid
            WHERE d.classid = 'pg_foreign_data_wrapper'::regclass
              AND d.objid = f.oid
              AND d.refclassid = 'pg_extension'::regclass
              AND d.deptype = 'e'
            LIMIT 1) AS fdw_extension,
           COALESCE(ARRAY(SELECT opt FROM unnest(s.srvoptions) opt ORDER BY opt), '{}')::text[] AS options,
           obj_description(s.oid, 'pg_foreign_server') AS comment,
           ${Z("s.srvacl","S","s.srvowner")} AS acl
    FROM pg_foreign_server s
    JOIN pg_foreign_data_wrapper f ON f.oid = s.srvfdw
    JOIN pg_roles r ON r.oid = s.srvowner
    WHERE ${x("pg_foreign_server","s.oid")}
    ORDER BY s.srvname`)){let d={kind:"server",name:String(o.name)};r({id:d,parent:o.fdw_extension!=null?{kind:"extension",name:o.fdw_extension}:{kind:"fdw",name:String(o.fdw)},payload:{fdw:String(o.fdw),type:o.type==null?null:o.type,version:o.version==null?null:o.version,options:i(o.options.map(String))}},o,C(o.acl)),s(d,o.owner)}let l=!!(await n("SELECT has_table_privilege('pg_catalog.pg_user_mapping', 'SELECT') AS ok"))[0]?.ok,c=l?await n(`
    SELECT s.srvname AS server, COALESCE(r.rolname, 'PUBLIC') AS role,
           COALESCE(ARRAY(SELECT opt FROM unnest(u.umoptions) opt ORDER BY opt), '{}')::text[] AS options
    FROM pg_user_mapping u
    JOIN pg_foreign_server s ON s.oid = u.umserver
    LEFT JOIN pg_roles r ON r.oid = u.umuser
    WHERE ${x("pg_foreign_server","s.oid")}
    ORDER BY s.srvname, 2`):await n(`
    SELECT v.srvname AS server,
           CASE WHEN v.umuser = 0 THEN 'PUBLIC' ELSE v.usename END AS role,
           COALESCE(ARRAY(SELECT opt FROM unnest(v.umoptions) opt ORDER BY opt), '{}')::text[] AS options,
           (v.umoptions IS NOT NULL
            OR (v.umuser <> 0 AND v.usename = current_user
                AND (pg_has_role(s.srvowner, 'USAGE') OR has_server_privilege(s.oid, 'USAGE')))
            OR (v.umuser = 0 AND pg_has_role(s.srvowner, 'USAGE'))) AS options_known
    FROM pg_user_mappings v
    JOIN pg_foreign_server s ON s.oid = v.srvid
    WHERE ${x("pg_foreign_server","v.srvid")}
    ORDER BY v.srvname, 2`);for(let o of c){let d=String(o.server),p=String(o.role),f={kind:"userMapping",server:d,role:p};if(!l&&o.options_known===!1){a.push({code:wn,severity:"warning",subject:f,message:`User-mapping options for ${d}/${p} are hidden from the current role by pg_user_mappings (it isn't the mapping's server owner, the mapped user, or a member of the PUBLIC mapping's server owner) — the mapping's state is unknown, so it was SKIPPED rather than recorded with fabricated empty options.`});continue}t.push({id:f,parent:{kind:"server",name:d},payload:{options:i(o.options.map(String))}})}for(let o of await n(`
    SELECT n.nspname AS schema, c.relname AS name, r.rolname AS owner,
           s.srvname AS server,
           COALESCE(ARRAY(SELECT opt FROM unnest(ft.ftoptions) opt ORDER BY opt), '{}')::text[] AS options,
           obj_description(c.oid, 'pg_class') AS comment,
           ${Z("c.relacl","r","c.relowner")} AS acl
    FROM pg_foreign_table ft
    JOIN pg_class c ON c.oid = ft.ftrelid
    JOIN pg_foreign_server s ON s.oid = ft.ftserver
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE ${$}
      AND ${x("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname`)){let d={kind:"foreignTable",schema:String(o.schema),name:String(o.name)};r({id:d,parent:{kind:"server",name:String(o.server)},payload:{server:String(o.server),options:i(o.options.map(String))}},o,C(o.acl)),s(d,o.owner)}}async function Pn(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
    SELECT n.nspname AS schema, c.relname AS table, pol.polname AS name,
           pol.polcmd AS cmd, pol.polpermissive AS permissive,
           pg_get_expr(pol.polqual, pol.polrelid) AS using_expr,
           pg_get_expr(pol.polwithcheck, pol.polrelid) AS check_expr,
           CASE WHEN pol.polroles = '{0}'::oid[] THEN ARRAY['PUBLIC']::text[]
                ELSE ARRAY(SELECT rolname::text FROM pg_roles WHERE oid = ANY(pol.polroles) ORDER BY rolname)
           END AS roles,
           obj_description(pol.oid, 'pg_policy') AS comment
    FROM pg_policy pol
    JOIN pg_class c ON c.oid = pol.polrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${$}
      AND ${x("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, pol.polname`))t({id:{kind:"policy",schema:String(r.schema),table:String(r.table),name:String(r.name)},parent:{kind:"table",schema:String(r.schema),name:String(r.table)},payload:{cmd:String(r.cmd),permissive:!!r.permissive,usingExpr:r.using_expr==null?null:r.using_expr,checkExpr:r.check_expr==null?null:r.check_expr,roles:r.roles.map(String)}},r)}async function Bn(e){let{q:n,facts:t,pushWithMeta:r,pushOwnerEdge:s,pgMajor:a}=e,i=a>=15?`(SELECT array_agg(att.attname::text ORDER BY att.attname)
                          FROM unnest(pr.prattrs) WITH ORDINALITY AS pa(attnum, ord)
                          JOIN pg_attribute att ON att.attrelid = pc.oid AND att.attnum = pa.attnum)`:"NULL",l=a>=15?"pg_get_expr(pr.prqual, pr.prrelid)":"NULL",c=a>=15?`(SELECT array_agg(pn2.nspname::text ORDER BY 1)
            FROM pg_publication_namespace pns
            JOIN pg_namespace pn2 ON pn2.oid = pns.pnnspid
            WHERE pns.pnpubid = p.oid)`:"NULL::text[]";for(let o of await n(`
    SELECT p.pubname AS name, r.rolname AS owner,
           p.puballtables AS all_tables, p.pubviaroot AS via_root,
           p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate,
           (SELECT json_agg(json_build_object(
              'schema', pn.nspname, 'name', pc.relname,
              'columns', ${i},
              'where', ${l}
            ) ORDER BY pn.nspname, pc.relname)
            FROM pg_publication_rel pr
            JOIN pg_class pc ON pc.oid = pr.prrelid
            JOIN pg_namespace pn ON pn.oid = pc.relnamespace
            WHERE pr.prpubid = p.oid) AS tables,
           ${c} AS schemas,
           obj_description(p.oid, 'pg_publication') AS comment
    FROM pg_publication p
    JOIN pg_roles r ON r.oid = p.pubowner
    WHERE ${x("pg_publication","p.oid")}
    ORDER BY p.pubname`)){let d=[];o.pubinsert&&d.push("insert"),o.pubupdate&&d.push("update"),o.pubdelete&&d.push("delete"),o.pubtruncate&&d.push("truncate");let p=String(o.name),f={kind:"publication",name:p};r({id:f,payload:{allTables:!!o.all_tables,viaRoot:!!o.via_root,publish:d}},o),s(f,o.owner);let S=o.tables??[];for(let A of S)t.push({id:{kind:"publicationRel",publication:p,schema:A.schema,table:A.name},parent:f,payload:{columns:A.columns==null?null:A.columns.map(String),where:A.where??null}});for(let A of(o.schemas??[]).map(String))t.push({id:{kind:"publicationSchema",publication:p,schema:A},parent:f,payload:{}})}}async function jn(e){let{q:n,pushWithMeta:t,pushOwnerEdge:r,pgMajor:s}=e,a=s>=16?"CASE s.substream WHEN 'p' THEN 'parallel' WHEN 't' THEN 'on' ELSE 'off' END":"CASE WHEN s.substream THEN 'on' ELSE 'off' END",i=s>=15?"s.subdisableonerr":"NULL::boolean",l=s>=15?"(s.subtwophasestate <> 'd')":"NULL::boolean",c=s>=16?"s.subrunasowner":"NULL::boolean",o=s>=16?"s.suborigin":"NULL::text",p=!!(await n("SELECT has_column_privilege('pg_subscription', 'subconninfo', 'SELECT') AS ok"))[0]?.ok?"s.subconninfo":"NULL::text";for(let f of await n(`
    SELECT s.subname AS name, r.rolname AS owner, s.subenabled AS enabled,
           ${p} AS conninfo, s.subslotname AS slot_name,
           s.subpublications::text[] AS publications,
           s.subbinary AS binary,
           ${a} AS streaming,
           s.subsynccommit AS synchronous_commit,
           ${i} AS disable_on_error,
           ${l} AS two_phase,
           ${c} AS run_as_owner,
           ${o} AS origin,
           obj_description(s.oid, 'pg_subscription') AS comment
    FROM pg_subscription s
    JOIN pg_roles r ON r.oid = s.subowner
    JOIN pg_database d ON d.oid = s.subdbid
    WHERE d.datname = current_database()
    ORDER BY s.subname`)){let S={kind:"subscription",name:String(f.name)};t({id:S,payload:{_serverMajor:s,enabled:!!f.enabled,conninfo:e.redactSecrets||f.conninfo==null?Le:f.conninfo,slotName:f.slot_name==null?null:f.slot_name,publications:f.publications.map(String).sort(),binary:!!f.binary,streaming:String(f.streaming),synchronousCommit:String(f.synchronous_commit),disableOnError:f.disable_on_error==null?null:!!f.disable_on_error,twoPhase:f.two_phase==null?null:!!f.two_phase,runAsOwner:f.run_as_owner==null?null:!!f.run_as_owner,origin:f.origin==null?null:f.origin}},f),r(S,f.owner)}}function Hn(e){let n=e.reloptions;if(n==null)return null;let t=n.slice().sort();return t.length>0?t:null}async function qn(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:s}=e;for(let a of await n(`
    SELECT n.nspname AS schema, c.relname AS name, r.rolname AS owner,
           c.relpersistence AS persistence,
           c.relrowsecurity AS row_security,
           c.relforcerowsecurity AS force_row_security,
           c.relreplident AS replica_identity,
           (SELECT ic.relname FROM pg_index i
            JOIN pg_class ic ON ic.oid = i.indexrelid
            WHERE i.indrelid = c.oid AND i.indisreplident) AS replica_identity_index,
           CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
           c.reloptions AS reloptions,
           pg_get_expr(c.relpartbound, c.oid) AS partition_bound,
           (SELECT json_build_object('schema', pn.nspname, 'name', pc.relname)
            FROM pg_inherits inh
            JOIN pg_class pc ON pc.oid = inh.inhparent
            JOIN pg_namespace pn ON pn.oid = pc.relnamespace
            WHERE inh.inhrelid = c.oid
            -- Multi-parent support is tracked separately; until then capture the
            -- FIRST-declared parent deterministically. Without ORDER BY the
            -- unordered LIMIT 1 can pick a different parent across extractions,
            -- flapping the fact hash and causing spurious table replaces.
            ORDER BY inh.inhseqno
            LIMIT 1) AS parent_table,
           obj_description(c.oid, 'pg_class') AS comment,
           ${F("c.relacl","r","c.relowner","pg_class","c.oid")} AS acl,
           ${M("pg_class","c.oid")} AS ext_member_of
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relkind IN ('r', 'p') AND ${$}
    ORDER BY n.nspname, c.relname`)){let i={kind:"table",schema:String(a.schema),name:String(a.name)};t({id:i,parent:j(a.schema),payload:{persistence:String(a.persistence),rowSecurity:!!a.row_security,forceRowSecurity:!!a.force_row_security,replicaIdentity:String(a.replica_identity),replicaIdentityIndex:a.replica_identity_index==null?null:a.replica_identity_index,partitionKey:a.partition_key==null?null:a.partition_key,partitionBound:a.partition_bound==null?null:a.partition_bound,parentTable:a.parent_table==null?null:a.parent_table,reloptions:Hn(a)}},a,C(a.acl)),r(i,a),s(i,a.owner)}}async function Un(e){let{q:n,facts:t,pushWithMeta:r}=e;for(let s of await n(`
    SELECT n.nspname AS schema, c.relname AS table, a.attname AS name,
           a.attnum AS position,
           c.relkind AS table_kind,
           format_type(a.atttypid, a.atttypmod) AS type,
           a.attnotnull AS not_null,
           NULLIF(a.attidentity, '') AS identity,
           (SELECT json_build_object('schema', sn.nspname, 'name', sc.relname)
            FROM pg_depend d
            JOIN pg_class sc ON sc.oid = d.objid
            JOIN pg_namespace sn ON sn.oid = sc.relnamespace
            WHERE d.classid = 'pg_class'::regclass
              AND d.refclassid = 'pg_class'::regclass
              AND d.refobjid = c.oid AND d.refobjsubid = a.attnum
              AND d.deptype = 'i' AND sc.relkind = 'S'
            LIMIT 1) AS identity_sequence,
           (SELECT json_build_object(
                     'increment', sq.seqincrement::text, 'start', sq.seqstart::text,
                     'minValue', sq.seqmin::text, 'maxValue', sq.seqmax::text,
                     'cache', sq.seqcache::text, 'cycle', sq.seqcycle)
            FROM pg_depend d
            JOIN pg_sequence sq ON sq.seqrelid = d.objid
            WHERE d.classid = 'pg_class'::regclass
              AND d.refclassid = 'pg_class'::regclass
              AND d.refobjid = c.oid AND d.refobjsubid = a.attnum
              AND d.deptype = 'i'
            LIMIT 1) AS identity_options,
           NULLIF(a.attgenerated, '') AS generated,
           CASE WHEN a.attcollation <> t.typcollation THEN (
             SELECT quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
             FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
             WHERE co.oid = a.attcollation)
           END AS collation,
           pg_get_expr(ad.adbin, ad.adrelid) AS default_expr,
           col_description(c.oid, a.attnum) AS comment,
           -- column-level ACL (pg_attribute.attacl). Columns have no built-in
           -- default privileges, so acldefault('c', owner) is empty: a NULL
           -- attacl yields no acl facts, and a non-NULL one lists only explicit
           -- GRANT SELECT/INSERT/UPDATE/REFERENCES (col) entries.
           ${Z("a.attacl","c","c.relowner")} AS acl
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef ad ON ad.adrelid = c.oid AND ad.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attislocal
      AND ${$}
      AND ${x("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, a.attname`)){let a={kind:String(s.table_kind)==="f"?"foreignTable":"table",schema:String(s.schema),name:String(s.table)},i={kind:"column",schema:String(s.schema),table:String(s.table),name:String(s.name)},l=s.generated!=null;r({id:i,parent:a,payload:{_position:Number(s.position),type:String(s.type),notNull:!!s.not_null,identity:s.identity==null?null:{generation:s.identity,sequence:s.identity_sequence,options:s.identity_options==null?null:s.identity_options},collation:s.collation==null?null:s.collation,generatedExpr:l&&s.default_expr!=null?s.default_expr:null}},s),!l&&s.default_expr!=null&&t.push({id:{kind:"default",schema:String(s.schema),table:String(s.table),name:String(s.name)},parent:i,payload:{expr:s.default_expr}});for(let c of C(s.acl))t.push({id:{kind:"acl",target:a,grantee:c.grantee,column:String(s.name)},parent:i,payload:{privileges:c.privileges,grantable:c.grantable}})}}async function Wn(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
    SELECT n.nspname AS schema, c.relname AS table, con.conname AS name,
           c.relkind AS table_kind,
           pg_get_constraintdef(con.oid) AS def,
           con.contype AS type, con.convalidated AS validated,
           obj_description(con.oid, 'pg_constraint') AS comment
    FROM pg_constraint con
    JOIN pg_class c ON c.oid = con.conrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    -- 'f' = foreign tables: they carry only CHECK constraints (no p/u/f/x),
    -- so the contype filter already scopes them; serialized via ALTER FOREIGN
    -- TABLE (constraintTarget keys off the parent's foreignTable kind).
    WHERE con.contype IN ('p', 'u', 'f', 'c', 'x') AND con.conislocal
      AND c.relkind IN ('r', 'p', 'f') AND ${$}
      AND ${x("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, con.conname`))t({id:{kind:"constraint",schema:String(r.schema),table:String(r.table),name:String(r.name)},parent:{kind:String(r.table_kind)==="f"?"foreignTable":"table",schema:String(r.schema),name:String(r.table)},payload:{def:String(r.def),type:String(r.type),validated:!!r.validated}},r)}async function Yn(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
    SELECT n.nspname AS schema, ic.relname AS name, c.relname AS table,
           c.relkind AS table_kind,
           pg_get_indexdef(i.indexrelid) AS def,
           -- A partitioned PARENT index (relkind 'I') is legitimately
           -- indisvalid=false whenever a child index is unattached, and
           -- pg_get_indexdef renders it as CREATE INDEX ... ON ONLY ..., which
           -- itself produces an invalid parent (children attach separately). So
           -- its indisvalid is attach-state, not repair-worthy corruption:
           -- force it valid here so it never drives a diff (the unmodeled
           -- attach-state stays tracked in #332). Only REGULAR indexes ('i')
           -- carry their real indisvalid, which is what catches a failed
           -- CREATE INDEX CONCURRENTLY.
           CASE WHEN ic.relkind = 'I' THEN true ELSE i.indisvalid END AS valid,
           obj_description(i.indexrelid, 'pg_class') AS comment
    FROM pg_index i
    JOIN pg_class ic ON ic.oid = i.indexrelid
    JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = ic.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm') AND ${$}
      -- Exclude indexes OWNED by a constraint (PRIMARY KEY / UNIQUE / EXCLUSION),
      -- which are serialized via the constraint, not as standalone CREATE INDEX.
      -- Gate on contype: a FOREIGN KEY constraint also sets conindid — to the
      -- index on the REFERENCED table it depends on — so an unqualified check
      -- wrongly drops a standalone unique index the moment any FK references it
      -- (regression: realtime.tenants' unique index on external_id, referenced by
      -- an FK from _realtime.extensions, vanished from extraction).
      AND NOT EXISTS (
        SELECT 1 FROM pg_constraint pc
        WHERE pc.conindid = i.indexrelid AND pc.contype IN ('p', 'u', 'x')
      )
      AND NOT EXISTS (SELECT 1 FROM pg_inherits ih WHERE ih.inhrelid = i.indexrelid)
      AND ${x("pg_class","c.oid")}
    ORDER BY n.nspname, ic.relname`)){let s=String(r.table_kind)==="m"?"materializedView":"table";t({id:{kind:"index",schema:String(r.schema),name:String(r.name)},parent:{kind:s,schema:String(r.schema),name:String(r.table)},payload:{def:String(r.def),valid:!!r.valid}},r)}}async function Jn(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:s}=e;for(let a of await n(`
    SELECT n.nspname AS schema, c.relname AS name, r.rolname AS owner,
           format_type(s.seqtypid, NULL) AS data_type,
           s.seqstart::text AS start, s.seqincrement::text AS increment,
           s.seqmin::text AS min_value, s.seqmax::text AS max_value,
           s.seqcache::text AS cache, s.seqcycle AS cycle,
           (SELECT json_build_object('schema', tn.nspname, 'table', tc.relname,
                                     'column', ta.attname)
            FROM pg_depend od
            JOIN pg_class tc ON tc.oid = od.refobjid
            JOIN pg_namespace tn ON tn.oid = tc.relnamespace
            JOIN pg_attribute ta ON ta.attrelid = tc.oid AND ta.attnum = od.refobjsubid
            WHERE od.classid = 'pg_class'::regclass AND od.objid = c.oid
              AND od.refclassid = 'pg_class'::regclass AND od.deptype = 'a'
              AND od.refobjsubid > 0
            LIMIT 1) AS owned_by,
           obj_description(c.oid, 'pg_class') AS comment,
           ${F("c.relacl","s","c.relowner","pg_class","c.oid")} AS acl,
           ${M("pg_class","c.oid")} AS ext_member_of
    FROM pg_sequence s
    JOIN pg_class c ON c.oid = s.seqrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE ${$}
      AND NOT EXISTS (
        SELECT 1 FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
          AND d.deptype = 'i')
    ORDER BY n.nspname, c.relname`)){let i={kind:"sequence",schema:String(a.schema),name:String(a.name)};t({id:i,parent:j(a.schema),payload:{dataType:String(a.data_type),start:String(a.start),increment:String(a.increment),minValue:String(a.min_value),maxValue:String(a.max_value),cache:String(a.cache),cycle:!!a.cycle,ownedBy:a.owned_by==null?null:a.owned_by}},a,C(a.acl)),r(i,a),s(i,a.owner)}}async function Vn(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:s}=e;for(let a of await n(`
    SELECT n.nspname AS schema, c.relname AS name, r.rolname AS owner,
           c.relkind AS kind,
           pg_get_viewdef(c.oid) AS def,
           c.reloptions AS reloptions,
           obj_description(c.oid, 'pg_class') AS comment,
           ${F("c.relacl","r","c.relowner","pg_class","c.oid")} AS acl,
           ${M("pg_class","c.oid")} AS ext_member_of
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relkind IN ('v', 'm') AND ${$}
    ORDER BY n.nspname, c.relname`)){let i={kind:String(a.kind)==="m"?"materializedView":"view",schema:String(a.schema),name:String(a.name)};t({id:i,parent:j(a.schema),payload:{def:String(a.def),reloptions:Hn(a)}},a,C(a.acl)),r(i,a),s(i,a.owner)}}async function Gn(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
    SELECT n.nspname AS schema, c.relname AS table, t.tgname AS name,
           c.relkind AS table_kind,
           pg_get_triggerdef(t.oid) AS def,
           t.tgenabled AS enabled,
           obj_description(t.oid, 'pg_trigger') AS comment
    FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND ${$}
      AND ${x("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, t.tgname`)){let s=String(r.table_kind);t({id:{kind:"trigger",schema:String(r.schema),table:String(r.table),name:String(r.name)},parent:{kind:s==="v"?"view":s==="m"?"materializedView":s==="f"?"foreignTable":"table",schema:String(r.schema),name:String(r.table)},payload:{def:String(r.def),enabled:String(r.enabled)}},r)}}async function Kn(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
    SELECT n.nspname AS schema, c.relname AS table, c.relkind AS table_kind,
           rw.rulename AS name, pg_get_ruledef(rw.oid) AS def,
           rw.ev_enabled AS enabled,
           obj_description(rw.oid, 'pg_rewrite') AS comment
    FROM pg_rewrite rw
    JOIN pg_class c ON c.oid = rw.ev_class
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE rw.rulename <> '_RETURN' AND ${$}
      AND ${x("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, rw.rulename`)){let s=String(r.table_kind);t({id:{kind:"rule",schema:String(r.schema),table:String(r.table),name:String(r.name)},parent:{kind:s==="v"?"view":s==="m"?"materializedView":"table",schema:String(r.schema),name:String(r.table)},payload:{def:String(r.def),enabled:String(r.enabled)}},r)}}async function zn(e){let{q:n,facts:t}=e;for(let s of await n(`
    SELECT r.rolname AS name, r.rolsuper, r.rolinherit, r.rolcreaterole,
           r.rolcreatedb, r.rolcanlogin, r.rolreplication, r.rolbypassrls,
           COALESCE((SELECT array_agg(cfg ORDER BY cfg)
                     FROM pg_db_role_setting s, unnest(s.setconfig) cfg
                     WHERE s.setrole = r.oid AND s.setdatabase = 0),
                    '{}')::text[] AS config
    FROM pg_roles r
    WHERE r.rolname NOT LIKE 'pg\\_%'
    ORDER BY r.rolname`))t.push({id:{kind:"role",name:String(s.name)},payload:{superuser:!!s.rolsuper,inherit:!!s.rolinherit,createRole:!!s.rolcreaterole,createDb:!!s.rolcreatedb,login:!!s.rolcanlogin,replication:!!s.rolreplication,bypassRls:!!s.rolbypassrls,config:s.config.map(String)}});for(let s of await n(`
    SELECT r1.rolname AS role, r2.rolname AS member,
           bool_or(m.admin_option) AS admin
    FROM pg_auth_members m
    JOIN pg_roles r1 ON r1.oid = m.roleid
    JOIN pg_roles r2 ON r2.oid = m.member
    WHERE r1.rolname NOT LIKE 'pg\\_%' AND r2.rolname NOT LIKE 'pg\\_%'
    GROUP BY 1, 2
    ORDER BY 1, 2`))t.push({id:{kind:"membership",role:String(s.role),member:String(s.member)},payload:{admin:!!s.admin}});let r="CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END";for(let s of await n(`
    SELECT dr.rolname AS role, n.nspname AS schema, d.defaclobjtype AS objtype,
           acl.grantee_name AS grantee, acl.privileges, acl.grantable,
           acl.revoked_default
    FROM pg_default_acl d
    JOIN pg_roles dr ON dr.oid = d.defaclrole
    LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace,
    LATERAL (
      WITH stored AS (
        SELECT e.grantee AS grantee_oid,
               COALESCE(g.rolname, 'PUBLIC') AS grantee_name,
               array_agg(e.privilege_type ORDER BY e.privilege_type) AS privileges,
               array_agg(e.privilege_type ORDER BY e.privilege_type)
                 FILTER (WHERE e.is_grantable) AS grantable
        FROM aclexplode(d.defaclacl) e
        LEFT JOIN pg_roles g ON g.oid = e.grantee
        GROUP BY 1, 2
      ),
      def AS (
        SELECT x.grantee AS grantee_oid,
               array_agg(x.privilege_type ORDER BY x.privilege_type) AS privileges
        FROM aclexplode(acldefault(${r}, d.defaclrole)) x
        GROUP BY 1
      )
      -- present grantees whose privileges DEVIATE from the built-in default
      SELECT s.grantee_name, s.privileges, s.grantable, NULL::text[] AS revoked_default
      FROM stored s
      LEFT JOIN def dd ON dd.grantee_oid = s.grantee_oid
      WHERE s.privileges IS DISTINCT FROM dd.privileges
         OR s.grantable IS NOT NULL
      UNION ALL
      -- grantees that HAVE a built-in default but are ABSENT (revoked). The
      -- grantor's OWN self-entry is a special case: its absence is a behavioral
      -- no-op in two shapes (canonicalize by never emitting a marker), but a
      -- REAL revoke in a third (emit the marker):
      --   • PER-SCHEMA row (defaclnamespace <> 0): Postgres ALWAYS re-adds the
      --     owner's acldefault entry at object-creation time → no-op.
      --   • BARE GLOBAL row with an EMPTY stored acl (the owner-revoke is the
      --     only customization): the created table's relacl degenerates to NULL
      --     and the owner keeps its privileges → no-op.
      --   • GLOBAL row that still carries OTHER grantees: Postgres uses the
      --     stored acl VERBATIM at creation, so an object made by the owner
      --     really lacks the owner's own privileges → a genuine customization
      --     that must round-trip → emit the marker.
      SELECT CASE WHEN dd.grantee_oid = 0 THEN 'PUBLIC'
                  ELSE (SELECT rolname FROM pg_roles WHERE oid = dd.grantee_oid) END,
             ARRAY[]::text[], NULL::text[], dd.privileges
      FROM def dd
      WHERE NOT EXISTS (SELECT 1 FROM stored s WHERE s.grantee_oid = dd.grantee_oid)
        AND (
          -- a non-owner absentee is always a real revoke
          dd.grantee_oid <> d.defaclrole
          -- the owner's OWN absence is a real revoke ONLY on a GLOBAL row that
          -- still carries other grantees (per-schema → owner re-merged at CREATE;
          -- bare empty global row → owner keeps privileges — both no-ops)
          OR (d.defaclnamespace = 0 AND EXISTS (SELECT 1 FROM stored s2))
        )
    ) acl
    ORDER BY 1, 2, 3, 4`)){let a=s.revoked_default??null;t.push({id:{kind:"defaultPrivilege",role:String(s.role),schema:s.schema==null?null:s.schema,objtype:String(s.objtype),grantee:String(s.grantee)},payload:{privileges:s.privileges.map(String),grantable:(s.grantable??[]).map(String),...a!=null?{_revokedDefault:a.map(String)}:{}}})}}async function Xn(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:s}=e;for(let a of await n(`
    SELECT n.nspname AS schema, p.proname AS name, r.rolname AS owner,
           p.prokind AS prokind,
           ARRAY(SELECT format_type(t.t, NULL)
                 FROM unnest(p.proargtypes) WITH ORDINALITY AS t(t, ord)
                 ORDER BY t.ord)::text[] AS identity_args,
           pg_get_functiondef(p.oid) AS def,
           pg_get_function_result(p.oid) AS return_type,
           pg_get_function_arguments(p.oid) AS arg_signature,
           -- proconfig GUC NAMES only (name=value split in POSTGRES, never in
           -- TS): a structured, non-semantic duplicate of the routine's SET
           -- header clauses used purely for the seed replayability decision.
           (SELECT array_agg(split_part(c, '=', 1))
              FROM unnest(p.proconfig) AS c) AS config_gucs,
           l.lanname AS language,
           obj_description(p.oid, 'pg_proc') AS comment,
           ${F("p.proacl","f","p.proowner","pg_proc","p.oid")} AS acl,
           ${M("pg_proc","p.oid")} AS ext_member_of
    FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_roles r ON r.oid = p.proowner
    JOIN pg_language l ON l.oid = p.prolang
    WHERE p.prokind IN ('f', 'p', 'w') AND ${$}
      AND NOT EXISTS (
        SELECT 1 FROM pg_depend idep
        WHERE idep.classid = 'pg_proc'::regclass AND idep.objid = p.oid
          AND idep.deptype = 'i')
    ORDER BY n.nspname, p.proname`)){let i=a.identity_args.map(String),l=(a.config_gucs??[]).map(String),c={kind:String(a.prokind)==="p"?"procedure":"function",schema:String(a.schema),name:String(a.name),args:i};t({id:c,parent:j(a.schema),payload:{def:String(a.def),returnType:a.return_type==null?null:a.return_type,argSignature:String(a.arg_signature),language:String(a.language),isWindow:String(a.prokind)==="w",...l.length>0?{_configGucs:l}:{}}},a,C(a.acl)),r(c,a),s(c,a.owner)}}async function Qn(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:s}=e;for(let a of await n(`
    SELECT n.nspname AS schema, p.proname AS name, r.rolname AS owner,
           ARRAY(SELECT format_type(t.t, NULL)
                 FROM unnest(p.proargtypes) WITH ORDINALITY AS t(t, ord)
                 ORDER BY t.ord)::text[] AS identity_args,
           a.aggkind AS agg_kind, a.aggnumdirectargs AS num_direct_args,
           a.aggtransfn::regproc::text AS sfunc,
           format_type(a.aggtranstype, NULL) AS stype,
           a.aggtransspace AS sspace,
           CASE WHEN a.aggfinalfn <> 0 THEN a.aggfinalfn::regproc::text END AS finalfunc,
           a.aggfinalextra AS finalfunc_extra,
           a.aggfinalmodify AS finalfunc_modify,
           CASE WHEN a.aggcombinefn <> 0 THEN a.aggcombinefn::regproc::text END AS combinefunc,
           CASE WHEN a.aggserialfn <> 0 THEN a.aggserialfn::regproc::text END AS serialfunc,
           CASE WHEN a.aggdeserialfn <> 0 THEN a.aggdeserialfn::regproc::text END AS deserialfunc,
           CASE WHEN a.aggmtransfn <> 0 THEN a.aggmtransfn::regproc::text END AS msfunc,
           CASE WHEN a.aggminvtransfn <> 0 THEN a.aggminvtransfn::regproc::text END AS minvfunc,
           CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END AS mstype,
           a.aggmtransspace AS msspace,
           CASE WHEN a.aggmfinalfn <> 0 THEN a.aggmfinalfn::regproc::text END AS mfinalfunc,
           a.aggmfinalextra AS mfinalfunc_extra,
           a.aggmfinalmodify AS mfinalfunc_modify,
           a.agginitval AS initcond,
           a.aggminitval AS minitcond,
           CASE WHEN a.aggsortop <> 0 THEN (
             SELECT 'OPERATOR(' || quote_ident(opn.nspname) || '.' || o.oprname || ')'
             FROM pg_operator o
             JOIN pg_namespace opn ON opn.oid = o.oprnamespace
             WHERE o.oid = a.aggsortop) END AS sortop,
           p.proparallel AS parallel,
           obj_description(p.oid, 'pg_proc') AS comment,
           ${F("p.proacl","f","p.proowner","pg_proc","p.oid")} AS acl,
           ${M("pg_proc","p.oid")} AS ext_member_of
    FROM pg_proc p
    JOIN pg_aggregate a ON a.aggfnoid = p.oid
    JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_roles r ON r.oid = p.proowner
    WHERE p.prokind = 'a' AND ${$}
    ORDER BY n.nspname, p.proname`)){let i={kind:"aggregate",schema:String(a.schema),name:String(a.name),args:a.identity_args.map(String)};t({id:i,parent:j(a.schema),payload:{aggKind:String(a.agg_kind),numDirectArgs:Number(a.num_direct_args),sfunc:String(a.sfunc),stype:String(a.stype),sspace:Number(a.sspace),finalfunc:a.finalfunc==null?null:a.finalfunc,finalfuncExtra:!!a.finalfunc_extra,finalfuncModify:String(a.finalfunc_modify),combinefunc:a.combinefunc==null?null:a.combinefunc,serialfunc:a.serialfunc==null?null:a.serialfunc,deserialfunc:a.deserialfunc==null?null:a.deserialfunc,msfunc:a.msfunc==null?null:a.msfunc,minvfunc:a.minvfunc==null?null:a.minvfunc,mstype:a.mstype==null?null:a.mstype,msspace:Number(a.msspace),mfinalfunc:a.mfinalfunc==null?null:a.mfinalfunc,mfinalfuncExtra:!!a.mfinalfunc_extra,mfinalfuncModify:String(a.mfinalfunc_modify),initcond:a.initcond==null?null:a.initcond,minitcond:a.minitcond==null?null:a.minitcond,sortop:a.sortop==null?null:a.sortop,parallel:String(a.parallel)}},a,C(a.acl)),r(i,a),s(i,a.owner)}}async function Zn(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:s}=e;for(let a of await n(`
    SELECT n.nspname AS name, r.rolname AS owner,
           obj_description(n.oid, 'pg_namespace') AS comment,
           ${F("n.nspacl","n","n.nspowner","pg_namespace","n.oid")} AS acl,
           ${M("pg_namespace","n.oid")} AS ext_member_of
    FROM pg_namespace n
    JOIN pg_roles r ON r.oid = n.nspowner
    WHERE ${$}
    ORDER BY n.nspname`)){let i={kind:"schema",name:String(a.name)};t({id:i,payload:{}},a,C(a.acl)),r(i,a),s(i,a.owner)}for(let a of await n(`
    SELECT e.extname AS name, n.nspname AS schema,
           e.extrelocatable AS relocatable,
           obj_description(e.oid, 'pg_extension') AS comment
    FROM pg_extension e
    JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname <> 'plpgsql'
    ORDER BY e.extname`))t({id:{kind:"extension",name:String(a.name)},payload:{schema:String(a.schema),relocatable:!!a.relocatable}},a)}var et={r:"table",p:"table",v:"view",m:"materializedView",S:"sequence",f:"foreignTable"},nt=new Set(["r","p","f"]),Rr=["pg_proc","pg_namespace","pg_event_trigger","pg_publication","pg_subscription"];function tt(e){return`(${e}.typtype IN ('d', 'e', 'r')
    OR (${e}.typtype = 'c' AND EXISTS (
      SELECT 1 FROM pg_class tc WHERE tc.oid = ${e}.typrelid AND tc.relkind = 'c')))`}async function rt(e){let{q:n,pushSeclabel:t,diagnostics:r}=e;if(!!!(await n(`SELECT EXISTS (SELECT 1 FROM pg_seclabel)
              OR EXISTS (SELECT 1 FROM pg_shseclabel) AS present`))[0]?.present)return;for(let c of await n(`
      SELECT sl.provider, sl.label, sl.objsubid,
             n.nspname AS schema, c.relname AS name, c.relkind AS relkind,
             a.attname AS column
      FROM pg_seclabel sl
      JOIN pg_class c ON c.oid = sl.objoid AND sl.classoid = 'pg_class'::regclass
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = sl.objsubid
      WHERE ${$}
      ORDER BY 1, 4, 5`)){let o=String(c.schema),d=String(c.relkind);if(Number(c.objsubid)>0){nt.has(d)&&t({kind:"column",schema:o,table:String(c.name),name:String(c.column)},String(c.provider),String(c.label));continue}let p=et[d];p!==void 0&&t({kind:p,schema:o,name:String(c.name)},String(c.provider),String(c.label))}for(let c of await n(`
      SELECT sl.provider, sl.label, n.nspname AS schema, p.proname AS name,
             p.prokind AS prokind,
             ARRAY(SELECT format_type(t.t, NULL)
                   FROM unnest(p.proargtypes) WITH ORDINALITY AS t(t, ord)
                   ORDER BY t.ord)::text[] AS args
      FROM pg_seclabel sl
      JOIN pg_proc p ON p.oid = sl.objoid AND sl.classoid = 'pg_proc'::regclass
      JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE ${$}
      ORDER BY 1, 3, 4`)){let o=String(c.prokind);t({kind:o==="a"?"aggregate":o==="p"?"procedure":"function",schema:String(c.schema),name:String(c.name),args:c.args.map(String)},String(c.provider),String(c.label))}for(let c of await n(`
      SELECT sl.provider, sl.label, n.nspname AS name
      FROM pg_seclabel sl
      JOIN pg_namespace n ON n.oid = sl.objoid AND sl.classoid = 'pg_namespace'::regclass
      WHERE n.nspname NOT IN ${ue} AND n.nspname NOT LIKE 'pg\\_%'
      ORDER BY 1, 3`))t({kind:"schema",name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, n.nspname AS schema, t.typname AS name,
             t.typtype AS typtype
      FROM pg_seclabel sl
      JOIN pg_type t ON t.oid = sl.objoid AND sl.classoid = 'pg_type'::regclass
      JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE ${$} AND ${tt("t")}
      ORDER BY 1, 3, 4`))t({kind:String(c.typtype)==="d"?"domain":"type",schema:String(c.schema),name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, e.evtname AS name
      FROM pg_seclabel sl
      JOIN pg_event_trigger e ON e.oid = sl.objoid AND sl.classoid = 'pg_event_trigger'::regclass
      WHERE ${x("pg_event_trigger","e.oid")}
      ORDER BY 1, 3`))t({kind:"eventTrigger",name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, p.pubname AS name
      FROM pg_seclabel sl
      JOIN pg_publication p ON p.oid = sl.objoid AND sl.classoid = 'pg_publication'::regclass
      WHERE ${x("pg_publication","p.oid")}
      ORDER BY 1, 3`))t({kind:"publication",name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, s.subname AS name
      FROM pg_seclabel sl
      JOIN pg_subscription s ON s.oid = sl.objoid AND sl.classoid = 'pg_subscription'::regclass
      ORDER BY 1, 3`))t({kind:"subscription",name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, r.rolname AS name
      FROM pg_shseclabel sl
      JOIN pg_roles r ON r.oid = sl.objoid AND sl.classoid = 'pg_authid'::regclass
      WHERE r.rolname NOT LIKE 'pg\\_%'
      ORDER BY 1, 3`))t({kind:"role",name:String(c.name)},String(c.provider),String(c.label));let a=Rr.map(c=>`'${c}'::regclass`).join(", "),i=Object.keys(et).map(c=>`'${c}'`).join(", "),l=[...nt].map(c=>`'${c}'`).join(", ");for(let c of await n(`
      SELECT obj_class,
             count(*)::int AS count,
             (array_agg(descr ORDER BY descr))[1:5] AS samples
      FROM (
        SELECT sl.classoid::regclass::text AS obj_class,
               sl.classoid::regclass::text || ' #' || sl.objoid::text AS descr
        FROM pg_seclabel sl
        WHERE NOT (
          (sl.classoid = 'pg_class'::regclass AND EXISTS (
             SELECT 1 FROM pg_class c WHERE c.oid = sl.objoid AND (
               -- a column label resolves only on a column-bearing relkind; a
               -- view/matview column label is unresolved (no column fact)
               (sl.objsubid > 0 AND c.relkind IN (${l}))
               OR (sl.objsubid = 0 AND c.relkind IN (${i})))))
          -- a pg_type label resolves only for a MODELED type kind; a label on a
          -- base/shell/table-rowtype pg_type is unresolved (no type fact)
          OR (sl.classoid = 'pg_type'::regclass AND EXISTS (
             SELECT 1 FROM pg_type t WHERE t.oid = sl.objoid AND ${tt("t")}))
          OR sl.classoid IN (${a})
        )
        UNION ALL
        SELECT sl.classoid::regclass::text,
               sl.classoid::regclass::text || ' #' || sl.objoid::text
        FROM pg_shseclabel sl
        WHERE sl.classoid <> 'pg_authid'::regclass
      ) u
      GROUP BY obj_class
      ORDER BY obj_class`)){let o=Number(c.count),d=String(c.obj_class),p=c.samples??[],f=o>p.length?", …":"";r.push({code:"unresolved_security_label",severity:"warning",message:`${o} security label${o===1?"":"s"} on unmodeled target${o===1?"":"s"} (${d}) cannot be managed by this engine (e.g. ${p.join(", ")}${f}) — the label is reported, not applied`,context:{objClass:d,count:o,samples:p}})}}async function at(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:s}=e;for(let a of await n(`
    SELECT n.nspname AS schema, t.typname AS name, r.rolname AS owner,
           format_type(t.typbasetype, t.typtypmod) AS base_type,
           t.typnotnull AS not_null, t.typdefault AS default_expr,
           CASE WHEN t.typcollation <> bt.typcollation THEN (
             SELECT quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
             FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
             WHERE co.oid = t.typcollation)
           END AS collation,
           obj_description(t.oid, 'pg_type') AS comment,
           ${F("t.typacl","T","t.typowner","pg_type","t.oid")} AS acl,
           ${M("pg_type","t.oid")} AS ext_member_of
    FROM pg_type t
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    JOIN pg_type bt ON bt.oid = t.typbasetype
    WHERE t.typtype = 'd' AND ${$}
    ORDER BY n.nspname, t.typname`)){let i={kind:"domain",schema:String(a.schema),name:String(a.name)};t({id:i,parent:j(a.schema),payload:{baseType:String(a.base_type),notNull:!!a.not_null,default:a.default_expr==null?null:a.default_expr,collation:a.collation==null?null:a.collation}},a,C(a.acl)),r(i,a),s(i,a.owner)}for(let a of await n(`
    SELECT n.nspname AS schema, t.typname AS domain, con.conname AS name,
           pg_get_constraintdef(con.oid) AS def,
           con.contype AS type, con.convalidated AS validated,
           obj_description(con.oid, 'pg_constraint') AS comment
    FROM pg_constraint con
    JOIN pg_type t ON t.oid = con.contypid
    JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE con.contypid <> 0 AND ${$}
      AND ${x("pg_type","t.oid")}
    ORDER BY n.nspname, t.typname, con.conname`))t({id:{kind:"constraint",schema:String(a.schema),table:String(a.domain),name:String(a.name)},parent:{kind:"domain",schema:String(a.schema),name:String(a.domain)},payload:{def:String(a.def),type:String(a.type),validated:!!a.validated}},a)}async function st(e){let{q:n,facts:t,pushWithMeta:r,pushMemberEdge:s,pushOwnerEdge:a,pgMajor:i}=e;for(let c of await n(`
    SELECT n.nspname AS schema, t.typname AS name, r.rolname AS owner,
           ARRAY(SELECT e.enumlabel::text FROM pg_enum e
                 WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS values,
           obj_description(t.oid, 'pg_type') AS comment,
           ${F("t.typacl","T","t.typowner","pg_type","t.oid")} AS acl,
           ${M("pg_type","t.oid")} AS ext_member_of
    FROM pg_type t
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    WHERE t.typtype = 'e' AND ${$}
    ORDER BY n.nspname, t.typname`)){let o={kind:"type",schema:String(c.schema),name:String(c.name)};r({id:o,parent:j(c.schema),payload:{variant:"enum",values:c.values.map(String)}},c,C(c.acl)),s(o,c),a(o,c.owner)}for(let c of await n(`
    SELECT n.nspname AS schema, t.typname AS name, r.rolname AS owner,
           (SELECT json_agg(json_build_object(
              'name', a.attname,
              'position', a.attnum,
              'type', format_type(a.atttypid, a.atttypmod),
              'collation', CASE WHEN a.attcollation <> at.typcollation THEN (
                SELECT quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
                FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
                WHERE co.oid = a.attcollation) END
            ) ORDER BY a.attnum)
            FROM pg_attribute a
            JOIN pg_type at ON at.oid = a.atttypid
            WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) AS attrs,
           obj_description(t.oid, 'pg_type') AS comment,
           ${F("t.typacl","T","t.typowner","pg_type","t.oid")} AS acl,
           ${M("pg_type","t.oid")} AS ext_member_of
    FROM pg_type t
    JOIN pg_class tc ON tc.oid = t.typrelid AND tc.relkind = 'c'
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    WHERE t.typtype = 'c' AND ${$}
    ORDER BY n.nspname, t.typname`)){let o={kind:"type",schema:String(c.schema),name:String(c.name)};r({id:o,parent:j(c.schema),payload:{variant:"composite"}},c,C(c.acl)),s(o,c),a(o,c.owner);let d=c.attrs??[];for(let p of d)t.push({id:{kind:"typeAttribute",schema:String(c.schema),type:String(c.name),name:p.name},parent:o,payload:{type:p.type,collation:p.collation??null,_position:p.position}})}let l=i>=14?`(SELECT quote_ident(mn.nspname) || '.' || quote_ident(mt.typname)
            FROM pg_type mt JOIN pg_namespace mn ON mn.oid = mt.typnamespace
            WHERE mt.oid = rng.rngmultitypid)`:"NULL::text";for(let c of await n(`
    SELECT n.nspname AS schema, t.typname AS name, r.rolname AS owner,
           format_type(rng.rngsubtype, NULL) AS subtype,
           -- pin SUBTYPE_OPCLASS only when it is not the subtype's default
           -- operator class (pg_dump's rule); the default is implied by SUBTYPE
           CASE WHEN NOT opc.opcdefault THEN
             quote_ident(opcn.nspname) || '.' || quote_ident(opc.opcname)
           END AS subtype_opclass,
           CASE WHEN rng.rngcollation <> 0 THEN (
             SELECT quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
             FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
             WHERE co.oid = rng.rngcollation) END AS collation,
           CASE WHEN rng.rngsubdiff <> 0 THEN rng.rngsubdiff::regproc::text END AS subtype_diff,
           ${l} AS multirange_type_name,
           obj_description(t.oid, 'pg_type') AS comment,
           ${F("t.typacl","T","t.typowner","pg_type","t.oid")} AS acl,
           ${M("pg_type","t.oid")} AS ext_member_of
    FROM pg_range rng
    JOIN pg_type t ON t.oid = rng.rngtypid
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    JOIN pg_opclass opc ON opc.oid = rng.rngsubopc
    JOIN pg_namespace opcn ON opcn.oid = opc.opcnamespace
    WHERE t.typtype = 'r' AND ${$}
    ORDER BY n.nspname, t.typname`)){let o={kind:"type",schema:String(c.schema),name:String(c.name)};r({id:o,parent:j(c.schema),payload:{variant:"range",subtype:String(c.subtype),subtypeOpclass:c.subtype_opclass==null?null:c.subtype_opclass,collation:c.collation==null?null:c.collation,subtypeDiff:c.subtype_diff==null?null:c.subtype_diff,multirangeTypeName:c.multirange_type_name==null?null:c.multirange_type_name}},c,C(c.acl)),s(o,c),a(o,c.owner)}}async function ot(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:s}=e;for(let a of await n(`
    SELECT n.nspname AS schema, c.collname AS name, r.rolname AS owner,
           c.collprovider AS provider, c.collisdeterministic AS deterministic,
           to_jsonb(c) AS raw,
           obj_description(c.oid, 'pg_collation') AS comment,
           ${M("pg_collation","c.oid")} AS ext_member_of
    FROM pg_collation c
    JOIN pg_namespace n ON n.oid = c.collnamespace
    JOIN pg_roles r ON r.oid = c.collowner
    WHERE ${$}
    ORDER BY n.nspname, c.collname`)){let i=a.raw,l=i.colllocale??i.colliculocale??null,c={kind:"collation",schema:String(a.schema),name:String(a.name)};t({id:c,parent:j(a.schema),payload:{provider:String(a.provider),deterministic:!!a.deterministic,locale:l,lcCollate:i.collcollate??null,lcCtype:i.collctype??null}},a),r(c,a),s(c,a.owner)}}function Tr(e,n){return`EXISTS (SELECT 1 FROM pg_depend de
    WHERE de.classid = '${e}'::regclass
      AND de.objid = ${n} AND de.deptype = 'e')`}function yr(e,n){return`EXISTS (SELECT 1 FROM pg_depend idep
    WHERE idep.classid = '${e}'::regclass
      AND idep.objid = ${n} AND idep.deptype = 'i')`}var Lr=[{kind:"cast",classid:"pg_cast",oid:"c.oid",name:"format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL)",from:"pg_cast c"},{kind:"operator",classid:"pg_operator",oid:"o.oid",name:"o.oprname",from:"pg_operator o"},{kind:"operator class",classid:"pg_opclass",oid:"opc.oid",name:"opc.opcname",from:"pg_opclass opc"},{kind:"operator family",classid:"pg_opfamily",oid:"opf.oid",name:"opf.opfname",from:"pg_opfamily opf"},{kind:"text search configuration",classid:"pg_ts_config",oid:"tc.oid",name:"tc.cfgname",from:"pg_ts_config tc"},{kind:"text search dictionary",classid:"pg_ts_dict",oid:"td.oid",name:"td.dictname",from:"pg_ts_dict td"},{kind:"text search parser",classid:"pg_ts_parser",oid:"tp.oid",name:"tp.prsname",from:"pg_ts_parser tp"},{kind:"text search template",classid:"pg_ts_template",oid:"tt.oid",name:"tt.tmplname",from:"pg_ts_template tt"},{kind:"statistics object",classid:"pg_statistic_ext",oid:"se.oid",name:"se.stxname",from:"pg_statistic_ext se"},{kind:"language",classid:"pg_language",oid:"l.oid",name:"l.lanname",from:"pg_language l",where:"l.lanispl"},{kind:"transform",classid:"pg_transform",oid:"tr.oid",name:"format_type(tr.trftype, NULL) || ' / ' || (SELECT ll.lanname FROM pg_language ll WHERE ll.oid = tr.trflang)",from:"pg_transform tr"},{kind:"parameter ACL",classid:"pg_parameter_acl",oid:"pa.oid",name:"pa.parname",from:"pg_parameter_acl pa",minVersion:15}];function wr(e){let n=[e.where,`${e.oid} >= 16384`,`NOT ${Tr(e.classid,e.oid)}`,`NOT ${yr(e.classid,e.oid)}`].filter(Boolean);return`SELECT '${e.kind}'::text AS kind,
            count(*)::int AS count,
            (array_agg(nm ORDER BY nm))[1:5] AS samples
     FROM (
       SELECT ${e.name} AS nm
       FROM ${e.from}
       WHERE ${n.join(" AND ")}
     ) s`}async function it(e,n){let r=Lr.filter(i=>i.minVersion===void 0||n>=i.minVersion).map(wr).join(`
UNION ALL
`),{rows:s}=await e.query(r),a=[];for(let i of s){if(i.count<=0)continue;let l=i.samples??[],c=i.count>l.length?", …":"";a.push({code:"unmodeled_kind",severity:"warning",message:`${i.count} unmodeled "${i.kind}" object${i.count===1?"":"s"} not managed by this engine (e.g. ${l.join(", ")}${c}) — v1 detects but does not model this kind`,context:{kind:i.kind,count:i.count,samples:l}})}return a}async function ct(e,n={}){let t=await e.connect();try{await t.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),await t.query("SET LOCAL search_path TO 'pg_catalog'"),n.statementTimeoutMs!==void 0&&await t.query(`SET LOCAL statement_timeout = ${Math.max(0,Math.floor(n.statementTimeoutMs))}`);let r=await Ir(t,n.source??"liveDb",n.statementTimeoutMs,n.handlers??[],n.redactSecrets??!0);return await t.query("COMMIT"),r}catch(r){throw await t.query("ROLLBACK").catch(()=>{}),r}finally{t.release()}}async function Ir(e,n,t,r,s){let a=await Cn(e,t,s);await e.query(a.pgMajor>=15?"SELECT set_config('jit', 'off', true) WHERE has_parameter_privilege(current_user, 'jit', 'SET')":"SET LOCAL jit = off"),s||a.diagnostics.push({code:"secret-redaction-disabled",severity:"warning",message:"Secret redaction is DISABLED: foreign-data option values and subscription conninfo are emitted in cleartext in plan SQL, the catalog snapshot, declarative export, and the plan artifact. Do not persist these artifacts to untrusted locations."});let i=a.serverVersion;await zn(a),await Zn(a),await qn(a),await Un(a),await Wn(a),await Yn(a),await Jn(a),await Vn(a),await Xn(a),await Gn(a),await Pn(a),await at(a),await st(a),await ot(a),await kn(a),await Kn(a),await Qn(a),await Fn(a),await Bn(a),await jn(a),await rt(a),await vn(a),await Dn(a);let l=xn(a.facts);a.diagnostics.push(...l.diagnostics);let c=B(l.facts,a.edges,n);if(r.length>0){let o={query:a.q},d=[],p=[],f=[];for(let S of r){let A=await S.capture(o,c);d.push(...A.facts),p.push(...A.edges),A.diagnostics&&f.push(...A.diagnostics)}(d.length>0||p.length>0)&&(c=B([...c.facts(),...d],[...c.edges,...p],n)),c.diagnostics.push(...f)}return c.diagnostics.push(...a.factDiagnostics),a.diagnostics.push(...c.diagnostics),a.diagnostics.push(...await it(e,a.pgMajor)),{factBase:c,pgVersion:i,diagnostics:a.diagnostics}}function u(e){return`"${e.replaceAll('"','""')}"`}function O(e){return`'${e.replaceAll("'","''")}'`}function E(e,n){return`${u(e)}.${u(n)}`}function V(e){return`${E(e.schema,e.name)}(${e.args.join(", ")})`}function ee(e,n){switch(e.kind){case"schema":return`SCHEMA ${u(e.name)}`;case"table":return`TABLE ${E(e.schema,e.name)}`;case"view":return`VIEW ${E(e.schema,e.name)}`;case"materializedView":return`MATERIALIZED VIEW ${E(e.schema,e.name)}`;case"sequence":return`SEQUENCE ${E(e.schema,e.name)}`;case"index":return`INDEX ${E(e.schema,e.name)}`;case"column":return`COLUMN ${E(e.schema,e.table)}.${u(e.name)}`;case"constraint":return n?.domainConstraint?`CONSTRAINT ${u(e.name)} ON DOMAIN ${E(e.schema,e.table)}`:`CONSTRAINT ${u(e.name)} ON ${E(e.schema,e.table)}`;case"trigger":return`TRIGGER ${u(e.name)} ON ${E(e.schema,e.table)}`;case"policy":return`POLICY ${u(e.name)} ON ${E(e.schema,e.table)}`;case"function":return`FUNCTION ${V(e)}`;case"procedure":return`PROCEDURE ${V(e)}`;case"aggregate":return`AGGREGATE ${E(e.schema,e.name)}(${n?.aggregateSignature??(e.args.length>0?e.args.join(", "):"*")})`;case"extension":return`EXTENSION ${u(e.name)}`;case"role":return`ROLE ${u(e.name)}`;case"domain":return`DOMAIN ${E(e.schema,e.name)}`;case"type":return`TYPE ${E(e.schema,e.name)}`;case"collation":return`COLLATION ${E(e.schema,e.name)}`;case"foreignTable":return`FOREIGN TABLE ${E(e.schema,e.name)}`;case"rule":return`RULE ${u(e.name)} ON ${E(e.schema,e.table)}`;case"eventTrigger":return`EVENT TRIGGER ${u(e.name)}`;case"publication":return`PUBLICATION ${u(e.name)}`;case"subscription":return`SUBSCRIPTION ${u(e.name)}`;case"fdw":return`FOREIGN DATA WRAPPER ${u(e.name)}`;case"server":return`SERVER ${u(e.name)}`;default:throw new Error(`commentTarget: unsupported kind ${e.kind}`)}}function me(e){switch(e.kind){case"table":case"view":case"materializedView":return`TABLE ${E(e.schema,e.name)}`;case"sequence":return`SEQUENCE ${E(e.schema,e.name)}`;case"schema":return`SCHEMA ${u(e.name)}`;case"procedure":return`PROCEDURE ${V(e)}`;case"function":case"aggregate":return`FUNCTION ${V(e)}`;case"domain":case"type":return`TYPE ${E(e.schema,e.name)}`;case"foreignTable":return`TABLE ${E(e.schema,e.name)}`;case"fdw":return`FOREIGN DATA WRAPPER ${u(e.name)}`;case"server":return`FOREIGN SERVER ${u(e.name)}`;default:throw new Error(`grantTarget: unsupported kind ${e.kind}`)}}function W(e){let n=e.indexOf("=");return n===-1?[e,""]:[e.slice(0,n),e.slice(n+1)]}function ge(e){return e.length===0?"":` OPTIONS (${e.map(t=>{let[r,s]=W(t);return`${u(r)} ${O(s)}`}).join(", ")})`}function fe(e,n){let t=new Map(e.map(W)),r=new Map(n.map(W)),s=[];for(let[a,i]of r)t.has(a)?t.get(a)!==i&&s.push(`SET ${u(a)} ${O(i)}`):s.push(`ADD ${u(a)} ${O(i)}`);for(let a of t.keys())r.has(a)||s.push(`DROP ${u(a)}`);return`OPTIONS (${s.join(", ")})`}var $r=new TextEncoder;function he(e){return $r.encode(e).length}function dt(e,n){if(n<=0)return"";if(he(e)<=n)return e;let t="",r=0;for(let s of e){let a=he(s);if(r+a>n)break;t+=s,r+=a}return t}function v(e){return(n,t)=>({sql:`${e(n)} RENAME TO ${u(t.name)}`})}var g=e=>{if(e==null||typeof e=="object")throw new Error(`rule rendering: expected a scalar, got ${JSON.stringify(e)}`);return String(e)};function m(e,n){return e.payload[n]}function G(e,n){return e.outgoingEdges(n).filter(t=>t.kind==="depends").map(t=>t.to)}function Je(e){let n=m(e,"reloptions");return n!=null&&n.length>0?` WITH (${n.join(", ")})`:""}function Se(e,n,t){let r=new Map(n?.map(W)??[]),s=new Map(t?.map(W)??[]),a=[];for(let[c,o]of s)r.get(c)!==o&&a.push(`${c}=${o}`);let i=[];for(let c of r.keys())s.has(c)||i.push(c);let l=[];return a.length>0&&l.push({sql:`${e} SET (${a.join(", ")})`}),i.length>0&&l.push({sql:`${e} RESET (${i.join(", ")})`}),l}function Ve(e,n){let t=0;for(let r of n)t<e.length&&r===e[t]&&t++;return t===e.length}var Ge={superuser:["SUPERUSER","NOSUPERUSER"],inherit:["INHERIT","NOINHERIT"],createRole:["CREATEROLE","NOCREATEROLE"],createDb:["CREATEDB","NOCREATEDB"],login:["LOGIN","NOLOGIN"],replication:["REPLICATION","NOREPLICATION"],bypassRls:["BYPASSRLS","NOBYPASSRLS"]};function pt(e){return Object.entries(Ge).map(([n,[t,r]])=>e[n]?t:r).join(" ")}function Ae(e){return e==null?null:e.generation}function Ke(e){if(e==null)return null;let n=e.sequence;return n==null?null:{kind:"sequence",schema:n.schema,name:n.name}}function ne(e){return e==null?null:e.options??null}var Ye={smallint:"32767",integer:"2147483647",bigint:"9223372036854775807"};function ut(e,n){let t=Ye[e],r=Ye[n];return t===void 0||r===void 0?!1:BigInt(r)<BigInt(t)}function xr(e,n){return e.increment==="1"&&e.start==="1"&&e.minValue==="1"&&e.cache==="1"&&e.cycle===!1&&e.maxValue===Ye[n]}function Cr(e,n){return`${e}_${n}_seq`}function ze(e,n){if(e==null)return"";let t=e.sequence;return t==null||t.schema===n.schema&&t.name===Cr(n.table,n.column)?"":`SEQUENCE NAME ${E(t.schema,t.name)}`}function Xe(e,n,t=""){let r=[];return t&&r.push(t),e!=null&&!xr(e,n)&&r.push(`INCREMENT BY ${e.increment}`,`MINVALUE ${e.minValue}`,`MAXVALUE ${e.maxValue}`,`START WITH ${e.start}`,`CACHE ${e.cache}`,e.cycle?"CYCLE":"NO CYCLE"),r.length===0?"":` (${r.join(" ")})`}function mt(e,n,t,r){return BigInt(n)<BigInt(t)||BigInt(e)>BigInt(r)}function Qe(e,n,t){if(t==null)return[];let r=[];return(n==null||n.increment!==t.increment)&&r.push(`SET INCREMENT BY ${t.increment}`),(n==null||n.minValue!==t.minValue)&&r.push(`SET MINVALUE ${t.minValue}`),(n==null||n.maxValue!==t.maxValue)&&r.push(`SET MAXVALUE ${t.maxValue}`),(n==null||n.start!==t.start)&&r.push(`SET START WITH ${t.start}`),(n==null||n.cache!==t.cache)&&r.push(`SET CACHE ${t.cache}`),(n==null||n.cycle!==t.cycle)&&r.push(`SET ${t.cycle?"CYCLE":"NO CYCLE"}`),r.length===0?[]:(n!=null&&mt(n.minValue,n.maxValue,t.minValue,t.maxValue)&&r.push("RESTART"),[{sql:`${e} ${r.join(" ")}`}])}var vr=["dataType","increment","minValue","maxValue","start","cache","cycle"];function Dr(e,n){switch(n){case"dataType":return`AS ${g(m(e,"dataType"))}`;case"increment":return`INCREMENT BY ${g(m(e,"increment"))}`;case"minValue":return`MINVALUE ${g(m(e,"minValue"))}`;case"maxValue":return`MAXVALUE ${g(m(e,"maxValue"))}`;case"start":return`START WITH ${g(m(e,"start"))}`;case"cache":return`CACHE ${g(m(e,"cache"))}`;case"cycle":return m(e,"cycle")?"CYCLE":"NO CYCLE";default:throw new Error(`sequence rule: unknown value option '${n}'`)}}function K(e,n,t){let r=t.get(n.id),s=vr.filter(c=>r===void 0||r.payload[c]!==n.payload[c]);if(s.length===0)return[];let[a]=[...s].sort();if(e!==a)return[];let i=n.id,l=s.map(c=>Dr(n,c));return r!==void 0&&mt(g(r.payload.minValue),g(r.payload.maxValue),g(m(n,"minValue")),g(m(n,"maxValue")))&&l.push("RESTART"),[{sql:`ALTER SEQUENCE ${E(i.schema,i.name)} ${l.join(" ")}`}]}function H(e){let n=e.id;return{schema:n.schema,table:n.table,column:n.name}}function Ze(e){let{column:n}=H(e),t=g(m(e,"type")),r=`${u(n)} ${t}`,s=m(e,"collation");s!=null&&(r+=` COLLATE ${g(s)}`);let a=m(e,"generatedExpr");a!=null&&(r+=` GENERATED ALWAYS AS (${g(a)}) STORED`);let i=m(e,"identity"),l=Ae(i);return(l==="a"||l==="d")&&(r+=` GENERATED ${l==="a"?"ALWAYS":"BY DEFAULT"} AS IDENTITY`,r+=Xe(ne(i),t,ze(i,H(e)))),m(e,"notNull")&&(r+=" NOT NULL"),r}var kr={r:"SELECT",a:"INSERT",w:"UPDATE",d:"DELETE","*":"ALL"};function gt(e){let n=e.id,t=m(e,"roles").map(i=>i==="PUBLIC"?"PUBLIC":u(i)),r=`CREATE POLICY ${u(n.name)} ON ${E(n.schema,n.table)}`;m(e,"permissive")||(r+=" AS RESTRICTIVE"),r+=` FOR ${kr[g(m(e,"cmd"))]??"ALL"}`,r+=` TO ${t.join(", ")}`;let s=m(e,"usingExpr");s!=null&&(r+=` USING (${g(s)})`);let a=m(e,"checkExpr");return a!=null&&(r+=` WITH CHECK (${g(a)})`),r}function en(e,n={}){let t=e.id,r=n.releaseOld,s=r!=null?[{kind:"column",schema:r.schema,table:r.table,name:r.column}]:[],a=m(e,"ownedBy");return a==null?n.allowNone?[{sql:`ALTER SEQUENCE ${E(t.schema,t.name)} OWNED BY NONE`,...s.length>0?{releases:s}:{}}]:[]:[{sql:`ALTER SEQUENCE ${E(t.schema,t.name)} OWNED BY ${E(a.schema,a.table)}.${u(a.column)}`,consumes:[{kind:"column",schema:a.schema,table:a.table,name:a.column}],...s.length>0?{releases:s}:{}}]}function be(e){let n=e.id;return`ALTER ${e.parent?.kind==="domain"?"DOMAIN":e.parent?.kind==="foreignTable"?"FOREIGN TABLE":"TABLE"} ${E(n.schema,n.table)}`}function nn(e){let n=e.id.name,t=m(e,"collation");return`${u(n)} ${g(m(e,"type"))}${t!=null?` COLLATE ${g(t)}`:""}`}function we(e,n){let t=h(n);return e.edges.filter(r=>r.from.kind==="column"&&h(r.to)===t).map(r=>r.from).filter(r=>e.get(r)!==void 0)}function z(e){switch(e){case"D":return"DISABLE";case"R":return"ENABLE REPLICA";case"A":return"ENABLE ALWAYS";default:return"ENABLE"}}function Ie(e,n){let t=e.id,r=g(m(e,"replicaIdentity")??"d"),s=E(t.schema,t.name);if(r==="n")return{sql:`ALTER TABLE ${s} REPLICA IDENTITY NOTHING`};if(r==="f")return{sql:`ALTER TABLE ${s} REPLICA IDENTITY FULL`};if(r==="i"){let a=g(m(e,"replicaIdentityIndex")),i=[],l=n.childrenOf(e.id).find(c=>c.id.kind==="constraint"&&c.id.name===a);return l?i.push(l.id):i.push({kind:"index",schema:t.schema,name:a}),{sql:`ALTER TABLE ${s} REPLICA IDENTITY USING INDEX ${u(a)}`,consumes:i}}return{sql:`ALTER TABLE ${s} REPLICA IDENTITY DEFAULT`}}function lt(e,n,t,r){let s=r?.column,a=s===void 0?n.join(", "):n.map(c=>`${c} (${u(s)})`).join(", "),i=t.map(c=>c==="PUBLIC"?"PUBLIC":u(c)).join(", "),l=r?.withGrantOption?" WITH GRANT OPTION":"";return`GRANT ${a} ON ${me(e)} TO ${i}${l}`}function tn(e,n){let t=e.id,r=t.grantee==="PUBLIC"?"PUBLIC":u(t.grantee),s=m(e,"privileges"),a=new Set(m(e,"grantable")??[]),i=s.filter(f=>!a.has(f)),l=s.filter(f=>a.has(f)),c=t.grantee==="PUBLIC"?[]:[{kind:"role",name:t.grantee}],o=t.column,p=[{sql:`${o===void 0?"REVOKE ALL":`REVOKE ALL (${u(o)})`} ON ${me(t.target)} FROM ${r}`,consumes:c}];return i.length>0&&p.push({sql:lt(t.target,i,[t.grantee],o!==void 0?{column:o}:{}),consumes:c}),l.length>0&&p.push({sql:lt(t.target,l,[t.grantee],{...o!==void 0?{column:o}:{},withGrantOption:!0}),consumes:c}),p}function se(e){let n=e.id.args,t=g(m(e,"aggKind")??"n");if(t==="o"||t==="h"){let r=Number(m(e,"numDirectArgs")??0);return`${n.slice(0,r).join(", ")} ORDER BY ${n.slice(r).join(", ")}`}return n.length>0?n.join(", "):"*"}var Mr={r:"TABLES",S:"SEQUENCES",f:"FUNCTIONS",T:"TYPES",n:"SCHEMAS",L:"LARGE OBJECTS"};function ft(e){let n=Mr[e];if(n===void 0)throw new Error(`defaultPrivilege: unmapped pg_default_acl.defaclobjtype "${e}" — add it to DEFACL_OBJTYPE (helpers.ts)`);return n}function Ee(e){let n=`ALTER DEFAULT PRIVILEGES FOR ROLE ${u(e.role)}`;return e.schema!=null&&(n+=` IN SCHEMA ${u(e.schema)}`),n}function Et(e){let n=[{kind:"role",name:e.role}];return e.grantee!=="PUBLIC"&&n.push({kind:"role",name:e.grantee}),e.schema!=null&&n.push({kind:"schema",name:e.schema}),n}function ht(e){return(m(e,"privileges")??[]).length===0}function St(e){let n=e.id,t=n.grantee==="PUBLIC"?"PUBLIC":u(n.grantee),r=ft(n.objtype),s=Et(n);if(ht(e))return[{sql:`${Ee(n)} REVOKE ALL ON ${r} FROM ${t}`,consumes:s}];let a=m(e,"privileges")??[],i=new Set(m(e,"grantable")??[]),l=a.filter(d=>!i.has(d)),c=a.filter(d=>i.has(d)),o=[];return l.length>0&&o.push({sql:`${Ee(n)} GRANT ${l.join(", ")} ON ${r} TO ${t}`,consumes:s}),c.length>0&&o.push({sql:`${Ee(n)} GRANT ${c.join(", ")} ON ${r} TO ${t} WITH GRANT OPTION`,consumes:s}),o}function At(e){let n=e.id,t=n.grantee==="PUBLIC"?"PUBLIC":u(n.grantee),r=ft(n.objtype),s=Et(n);if(ht(e)){let a=m(e,"_revokedDefault")??[];return{sql:`${Ee(n)} GRANT ${a.join(", ")} ON ${r} TO ${t}`,consumes:s}}return{sql:`${Ee(n)} REVOKE ALL ON ${r} FROM ${t}`,consumes:s}}function bt(e){let n=e.id,t=E(n.schema,n.table),r=m(e,"columns");r!=null&&r.length>0&&(t+=` (${r.map(a=>u(a)).join(", ")})`);let s=m(e,"where");return s!=null&&(t+=` WHERE (${g(s)})`),t}function _t(e){return`TABLE ${bt(e)}`}function Nt(e,n){let t=[],r=[],s=[],a=[];for(let l of n.childrenOf(e.id))if(l.id.kind==="publicationRel"){let c=l.id;t.push(bt(l)),s.push({kind:"table",schema:c.schema,name:c.table}),a.push(l.id)}else if(l.id.kind==="publicationSchema"){let c=l.id;r.push(u(c.schema)),s.push({kind:"schema",name:c.schema}),a.push(l.id)}let i=[];return t.length>0&&i.push(`TABLE ${t.join(", ")}`),r.length>0&&i.push(`TABLES IN SCHEMA ${r.join(", ")}`),{clauses:i,consumes:s,produced:a}}var Ot={constraint:{weight:10,cascadesToChildren:!0,rebuildable:!0,suppressible:e=>e.payload.type!=="f",rename:(e,n)=>{let t=e.id;return{sql:`${be(e)} RENAME CONSTRAINT ${u(t.name)} TO ${u(n.name)}`}},create:e=>{let n=e.id,r=`${be(e)} ADD CONSTRAINT ${u(n.name)} ${g(m(e,"def"))}`;!m(e,"validated")&&!g(m(e,"def")).includes("NOT VALID")&&(r+=" NOT VALID");let s=g(m(e,"type")),a=m(e,"validated")===!0&&e.parent?.kind==="table"?{compaction:{foldInto:e.parent,clause:`CONSTRAINT ${u(n.name)} ${g(m(e,"def"))}`,...s==="p"||s==="u"||s==="c"?{executorSafe:!0}:{}}}:{};return[{sql:r,...m(e,"type")==="f"?{lockClass:"shareRowExclusive"}:{},...a}]},drop:e=>{let n=e.id;return{sql:`${be(e)} DROP CONSTRAINT ${u(n.name)}`}},attributes:{def:"replace",type:"replace",validated:{alter:(e,n,t)=>{let r=e.id,s=be(e);if(!t){let a=g(m(e,"def")),i=a.includes("NOT VALID")?a:`${a} NOT VALID`;return[{sql:`${s} DROP CONSTRAINT ${u(r.name)}`},{sql:`${s} ADD CONSTRAINT ${u(r.name)} ${i}`,...m(e,"type")==="f"?{lockClass:"shareRowExclusive"}:{}}]}return{sql:`${s} VALIDATE CONSTRAINT ${u(r.name)}`,lockClass:"shareUpdateExclusive"}}}}}};var Rt={fdw:{weight:2,create:e=>{let t=`CREATE FOREIGN DATA WRAPPER ${u(e.id.name)}`,r=m(e,"handler");r!=null&&(t+=` HANDLER ${g(r)}`);let s=m(e,"validator");return s!=null&&(t+=` VALIDATOR ${g(s)}`),t+=ge(m(e,"options")??[]),[{sql:t}]},drop:e=>({sql:`DROP FOREIGN DATA WRAPPER ${u(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER FOREIGN DATA WRAPPER ${u(e.id.name)}`,attributes:{options:{alter:(e,n,t)=>({sql:`ALTER FOREIGN DATA WRAPPER ${u(e.id.name)} ${fe(n??[],t??[])}`})},handler:{alter:(e,n,t)=>({sql:`ALTER FOREIGN DATA WRAPPER ${u(e.id.name)} ${t==null?"NO HANDLER":`HANDLER ${g(t)}`}`})},validator:{alter:(e,n,t)=>({sql:`ALTER FOREIGN DATA WRAPPER ${u(e.id.name)} ${t==null?"NO VALIDATOR":`VALIDATOR ${g(t)}`}`})}}},server:{weight:3,create:e=>{let t=`CREATE SERVER ${u(e.id.name)}`,r=m(e,"type");r!=null&&(t+=` TYPE ${O(g(r))}`);let s=m(e,"version");return s!=null&&(t+=` VERSION ${O(g(s))}`),t+=` FOREIGN DATA WRAPPER ${u(g(m(e,"fdw")))}`,t+=ge(m(e,"options")??[]),[{sql:t}]},drop:e=>({sql:`DROP SERVER ${u(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER SERVER ${u(e.id.name)}`,attributes:{version:{alter:(e,n,t)=>({sql:`ALTER SERVER ${u(e.id.name)} VERSION ${O(g(t))}`}),replaceWhen:(e,n)=>n==null},options:{alter:(e,n,t)=>({sql:`ALTER SERVER ${u(e.id.name)} ${fe(n??[],t??[])}`})},type:"replace",fdw:"replace"}},userMapping:{weight:4,create:e=>{let n=e.id;return[{sql:`CREATE USER MAPPING FOR ${n.role==="PUBLIC"?"PUBLIC":u(n.role)} SERVER ${u(n.server)}${ge(m(e,"options")??[])}`,...n.role==="PUBLIC"?{}:{consumes:[{kind:"role",name:n.role}]}}]},drop:e=>{let n=e.id;return{sql:`DROP USER MAPPING FOR ${n.role==="PUBLIC"?"PUBLIC":u(n.role)} SERVER ${u(n.server)}`,...n.role==="PUBLIC"?{}:{consumes:[{kind:"role",name:n.role}]}}},attributes:{options:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER USER MAPPING FOR ${r.role==="PUBLIC"?"PUBLIC":u(r.role)} SERVER ${u(r.server)} ${fe(n??[],t??[])}`,...r.role==="PUBLIC"?{}:{consumes:[{kind:"role",name:r.role}]}}}}}},foreignTable:{weight:5,cascadesToChildren:!0,defaclObjtype:"r",rename:v(e=>{let n=e.id;return`ALTER FOREIGN TABLE ${E(n.schema,n.name)}`}),create:e=>{let n=e.id;return[{sql:`CREATE FOREIGN TABLE ${E(n.schema,n.name)} () SERVER ${u(g(m(e,"server")))}${ge(m(e,"options")??[])}`}]},drop:e=>{let n=e.id;return{sql:`DROP FOREIGN TABLE ${E(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER FOREIGN TABLE ${E(n.schema,n.name)}`},attributes:{options:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER FOREIGN TABLE ${E(r.schema,r.name)} ${fe(n??[],t??[])}`}}},server:"replace"}}};var Tt={index:{weight:14,cascadesToChildren:!0,rebuildable:!0,rename:v(e=>{let n=e.id;return`ALTER INDEX ${E(n.schema,n.name)}`}),create:(e,n,t)=>{let r=g(m(e,"def")),s=e.parent?.kind==="table"?n.get(e.parent):void 0,a=s!=null&&m(s,"partitionKey")!=null;return t?.concurrentIndexes===!0&&!a?[{sql:r.replace(/^CREATE (UNIQUE )?INDEX /,"CREATE $1INDEX CONCURRENTLY "),lockClass:"shareUpdateExclusive",transactionality:"nonTransactional"}]:[{sql:r}]},drop:e=>{let n=e.id;return{sql:`DROP INDEX ${E(n.schema,n.name)}`}},attributes:{def:"replace",valid:"replace"}}};function oe(e,...n){if(e.kind==="aggregate")for(let t of n){let r=t?.get(e);if(r!==void 0)return se(r)}}var yt={comment:{weight:20,metadata:!0,create:(e,n,t,r)=>{let s=e.id.target,a={domainConstraint:m(e,"onDomain")===!0,aggregateSignature:oe(s,n,r)};return[{sql:`COMMENT ON ${ee(s,a)} IS ${O(g(m(e,"text")))}`}]},drop:(e,n)=>{let t=e.id.target,r={domainConstraint:m(e,"onDomain")===!0,aggregateSignature:oe(t,n)};return{sql:`COMMENT ON ${ee(t,r)} IS NULL`}},attributes:{text:{alter:(e,n,t,r,s)=>{let a=e.id.target,i={domainConstraint:m(e,"onDomain")===!0,aggregateSignature:oe(a,r,s)};return{sql:`COMMENT ON ${ee(a,i)} IS ${O(g(t))}`}}}}},securityLabel:{weight:20,metadata:!0,create:(e,n,t,r)=>{let s=e.id,a={aggregateSignature:oe(s.target,n,r)};return[{sql:`SECURITY LABEL FOR ${O(s.provider)} ON ${ee(s.target,a)} IS ${O(g(m(e,"label")))}`}]},drop:(e,n)=>{let t=e.id,r={aggregateSignature:oe(t.target,n)};return{sql:`SECURITY LABEL FOR ${O(t.provider)} ON ${ee(t.target,r)} IS NULL`}},attributes:{label:{alter:(e,n,t,r,s)=>{let a=e.id,i={aggregateSignature:oe(a.target,r,s)};return{sql:`SECURITY LABEL FOR ${O(a.provider)} ON ${ee(a.target,i)} IS ${O(g(t))}`}}}}},acl:{weight:21,metadata:!0,create:e=>tn(e,"grant"),drop:e=>{let n=e.id,t=n.grantee==="PUBLIC"?"PUBLIC":u(n.grantee),r=n.grantee==="PUBLIC"?[]:[{kind:"role",name:n.grantee}],s=n.column===void 0?"REVOKE ALL":`REVOKE ALL (${u(n.column)})`,a=m(e,"_initPrivs");if(a===void 0)return{sql:`${s} ON ${me(n.target)} FROM ${t}`,consumes:r};let i={id:e.id,payload:{privileges:a.privileges,grantable:a.grantable}};return{sql:tn(i,"grant").map(l=>l.sql).join(`;
`),consumes:r}},attributes:{privileges:"replace",grantable:"replace"}}};var Lt={policy:{weight:16,cascadesToChildren:!0,rebuildable:!0,suppressible:()=>!1,rename:(e,n)=>{let t=e.id;return{sql:`ALTER POLICY ${u(t.name)} ON ${E(t.schema,t.table)} RENAME TO ${u(n.name)}`}},create:e=>{let n=m(e,"roles").filter(t=>t!=="PUBLIC").map(t=>({kind:"role",name:t}));return[{sql:gt(e),consumes:n}]},drop:e=>{let n=e.id;return{sql:`DROP POLICY ${u(n.name)} ON ${E(n.schema,n.table)}`}},attributes:{usingExpr:"replace",checkExpr:"replace",roles:{alter:(e,n,t)=>{let r=e.id,s=n,a=t,i=a.map(d=>d==="PUBLIC"?"PUBLIC":u(d)),l=d=>({kind:"role",name:d}),c=a.filter(d=>d!=="PUBLIC").map(l),o=s.filter(d=>d!=="PUBLIC"&&!a.includes(d)).map(l);return{sql:`ALTER POLICY ${u(r.name)} ON ${E(r.schema,r.table)} TO ${i.join(", ")}`,...c.length>0?{consumes:c}:{},...o.length>0?{releases:o}:{}}}},cmd:"replace",permissive:"replace"}}};var wt={publication:{weight:18,cascadesToChildren:!0,create:(e,n)=>{let t=u(e.id.name),r=Nt(e,n),s=`CREATE PUBLICATION ${t}`;m(e,"allTables")?s+=" FOR ALL TABLES":r.clauses.length>0&&(s+=` FOR ${r.clauses.join(", ")}`);let a=[`publish = ${O((m(e,"publish")??[]).join(", "))}`];return m(e,"viaRoot")&&a.push("publish_via_partition_root = true"),s+=` WITH (${a.join(", ")})`,[{sql:s,...r.consumes.length>0?{consumes:r.consumes}:{},...r.produced.length>0?{alsoProduces:r.produced}:{}}]},drop:e=>({sql:`DROP PUBLICATION ${u(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER PUBLICATION ${u(e.id.name)}`,attributes:{publish:{alter:(e,n,t)=>({sql:`ALTER PUBLICATION ${u(e.id.name)} SET (publish = ${O((t??[]).join(", "))})`})},viaRoot:{alter:(e,n,t)=>({sql:`ALTER PUBLICATION ${u(e.id.name)} SET (publish_via_partition_root = ${t?"true":"false"})`})},allTables:"replace"}},publicationRel:{weight:18,create:e=>{let n=e.id;return[{sql:`ALTER PUBLICATION ${u(n.publication)} ADD ${_t(e)}`,consumes:[{kind:"table",schema:n.schema,name:n.table}]}]},drop:e=>{let n=e.id;return{sql:`ALTER PUBLICATION ${u(n.publication)} DROP TABLE ${E(n.schema,n.table)}`}},attributes:{columns:"replace",where:"replace"}},publicationSchema:{weight:18,create:e=>{let n=e.id;return[{sql:`ALTER PUBLICATION ${u(n.publication)} ADD TABLES IN SCHEMA ${u(n.schema)}`,consumes:[{kind:"schema",name:n.schema}]}]},drop:e=>{let n=e.id;return{sql:`ALTER PUBLICATION ${u(n.publication)} DROP TABLES IN SCHEMA ${u(n.schema)}`}},attributes:{}},subscription:{weight:23,create:e=>{let n=u(e.id.name),t=(m(e,"publications")??[]).map(p=>u(p)).join(", "),r=m(e,"slotName"),s=g(m(e,"conninfo")),a=s===Le,i=!!m(e,"enabled"),l=a&&i,c=["connect = false","enabled = false",`slot_name = ${r==null?"NONE":O(g(r))}`,...Fr(e)],d=[{sql:`${l?`-- pg-delta: subscription ${n} was exported with REDACTED connection info;
-- its CONNECTION below is a placeholder. Set the real connection string and run
-- ALTER SUBSCRIPTION ${n} ENABLE; manually before it will replicate.
`:""}CREATE SUBSCRIPTION ${n} CONNECTION ${O(s)} PUBLICATION ${t} WITH (${c.join(", ")})`}];return i&&!l&&d.push({sql:`ALTER SUBSCRIPTION ${n} ENABLE`}),d},drop:e=>({sql:`DROP SUBSCRIPTION ${u(e.id.name)}`,...m(e,"slotName")==null?{}:{transactionality:"nonTransactional"}}),ownerAlterPrefix:e=>`ALTER SUBSCRIPTION ${u(e.id.name)}`,attributes:{enabled:{alter:(e,n,t)=>({sql:`ALTER SUBSCRIPTION ${u(e.id.name)} ${t?"ENABLE":"DISABLE"}`})},publications:{alter:(e,n,t)=>({sql:`ALTER SUBSCRIPTION ${u(e.id.name)} SET PUBLICATION ${(t??[]).map(r=>u(r)).join(", ")} WITH (refresh = false)`})},conninfo:{alter:(e,n,t)=>({sql:`ALTER SUBSCRIPTION ${u(e.id.name)} CONNECTION ${O(g(t))}`})},slotName:{alter:(e,n,t)=>({sql:`ALTER SUBSCRIPTION ${u(e.id.name)} SET (slot_name = ${t==null?"NONE":O(g(t))})`})},binary:rn("binary"),streaming:an("streaming"),synchronousCommit:an("synchronous_commit"),disableOnError:rn("disable_on_error"),runAsOwner:rn("run_as_owner"),origin:an("origin"),twoPhase:{alter:(e,n,t)=>{let r=sn(e),s=Number(m(e,"_serverMajor")??0);if(s<18)throw new Error(`subscription ${r}: changing two_phase requires PostgreSQL 18+ (ALTER SUBSCRIPTION … SET (two_phase)). On PG${s||" < 18"} recreate the subscription manually — an automatic drop/recreate would drop the publisher's replication slot and break replication.`);let a=[{sql:`ALTER SUBSCRIPTION ${r} DISABLE`},{sql:`ALTER SUBSCRIPTION ${r} SET (two_phase = ${t?"true":"false"})`}];return m(e,"enabled")&&a.push({sql:`ALTER SUBSCRIPTION ${r} ENABLE`}),a}}}}};function Fr(e){let n=[],t=(s,a)=>{let i=m(e,s);i!=null&&n.push(`${a} = ${i?"true":"false"}`)},r=(s,a)=>{let i=m(e,s);i!=null&&n.push(`${a} = ${O(g(i))}`)};return t("binary","binary"),r("streaming","streaming"),r("synchronousCommit","synchronous_commit"),t("disableOnError","disable_on_error"),t("runAsOwner","run_as_owner"),t("twoPhase","two_phase"),r("origin","origin"),n}function sn(e){return u(e.id.name)}function rn(e){return{alter:(n,t,r)=>({sql:`ALTER SUBSCRIPTION ${sn(n)} SET (${e} = ${r?"true":"false"})`})}}function an(e){return{alter:(n,t,r)=>({sql:`ALTER SUBSCRIPTION ${sn(n)} SET (${e} = ${O(g(r))})`})}}function It(e,n,t){return`ALTER ROLE ${e} SET ${u(n)} TO ${O(t)}`}var $t={role:{weight:0,rename:v(e=>`ALTER ROLE ${u(e.id.name)}`),create:e=>{let n=u(e.id.name),t=[{sql:`CREATE ROLE ${n} WITH ${pt(e.payload)}`}];for(let r of m(e,"config")??[]){let[s,a]=W(r);t.push({sql:It(n,s,a)})}return t},drop:e=>({sql:`DROP ROLE ${u(e.id.name)}`}),attributes:{...Object.fromEntries(Object.entries(Ge).map(([e,[n,t]])=>[e,{alter:(r,s,a)=>({sql:`ALTER ROLE ${u(r.id.name)} WITH ${a?n:t}`})}])),config:{alter:(e,n,t)=>{let r=u(e.id.name),s=new Map((n??[]).map(W)),a=new Map((t??[]).map(W)),i=[];for(let[l]of s)a.has(l)||i.push({sql:`ALTER ROLE ${r} RESET ${u(l)}`});for(let[l,c]of a)s.get(l)!==c&&i.push({sql:It(r,l,c)});return i}}}},membership:{weight:1,create:e=>{let n=e.id;return[{sql:`GRANT ${u(n.role)} TO ${u(n.member)}${m(e,"admin")?" WITH ADMIN OPTION":""}`,consumes:[{kind:"role",name:n.role},{kind:"role",name:n.member}]}]},drop:e=>{let n=e.id;return{sql:`REVOKE ${u(n.role)} FROM ${u(n.member)}`,consumes:[{kind:"role",name:n.role},{kind:"role",name:n.member}]}},attributes:{admin:{alter:(e,n,t)=>{let r=e.id;return{sql:t?`GRANT ${u(r.role)} TO ${u(r.member)} WITH ADMIN OPTION`:`REVOKE ADMIN OPTION FOR ${u(r.role)} FROM ${u(r.member)}`,consumes:[{kind:"role",name:r.role},{kind:"role",name:r.member}]}}}}},defaultPrivilege:{weight:22,create:e=>St(e),drop:e=>At(e),attributes:{privileges:"replace",grantable:"replace"}}};var xt={r:void 0,s:"SHAREABLE",w:"READ_WRITE"},Pr={u:void 0,s:"SAFE",r:"RESTRICTED"},Ct=e=>e.id.kind==="procedure"?"PROCEDURE":"FUNCTION",vt={weight:8,cascadesToChildren:!0,rebuildable:!0,defaclObjtype:"f",rename:(e,n)=>({sql:`ALTER ROUTINE ${V(e.id)} RENAME TO ${u(n.name)}`}),create:e=>[{sql:g(m(e,"def"))}],drop:e=>{let n=e.id;return{sql:`DROP ${Ct(e)} ${V(n)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER ${Ct(e)} ${V(n)}`},attributes:{def:{alter:(e,n,t,r)=>({sql:g(m(e,"def")),consumes:G(r,e.id)})},returnType:"replace",argSignature:"replace",language:"replace",isWindow:"replace"}},Dt={function:vt,procedure:vt,aggregate:{weight:9,cascadesToChildren:!0,defaclObjtype:"f",create:e=>{let n=e.id,t=[`SFUNC = ${g(m(e,"sfunc"))}`,`STYPE = ${g(m(e,"stype"))}`],r=(f,S)=>{let A=m(e,f);A!=null&&t.push(`${S} = ${g(A)}`)},s=Number(m(e,"sspace")??0);s!==0&&t.push(`SSPACE = ${s}`),r("finalfunc","FINALFUNC"),m(e,"finalfuncExtra")&&t.push("FINALFUNC_EXTRA");let a=xt[g(m(e,"finalfuncModify")??"r")];a!=null&&t.push(`FINALFUNC_MODIFY = ${a}`),r("combinefunc","COMBINEFUNC"),r("serialfunc","SERIALFUNC"),r("deserialfunc","DESERIALFUNC"),r("msfunc","MSFUNC"),r("minvfunc","MINVFUNC"),r("mstype","MSTYPE");let i=Number(m(e,"msspace")??0);i!==0&&t.push(`MSSPACE = ${i}`),r("mfinalfunc","MFINALFUNC"),m(e,"mfinalfuncExtra")&&t.push("MFINALFUNC_EXTRA");let l=xt[g(m(e,"mfinalfuncModify")??"r")];l!=null&&t.push(`MFINALFUNC_MODIFY = ${l}`);let c=m(e,"initcond");c!=null&&t.push(`INITCOND = ${O(g(c))}`);let o=m(e,"minitcond");o!=null&&t.push(`MINITCOND = ${O(g(o))}`);let d=m(e,"sortop");d!=null&&t.push(`SORTOP = ${g(d)}`);let p=Pr[g(m(e,"parallel")??"u")];return p!=null&&t.push(`PARALLEL = ${p}`),g(m(e,"aggKind"))==="h"&&t.push("HYPOTHETICAL"),[{sql:`CREATE AGGREGATE ${E(n.schema,n.name)}(${se(e)}) (${t.join(", ")})`}]},drop:e=>{let n=e.id;return{sql:`DROP AGGREGATE ${E(n.schema,n.name)}(${se(e)})`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER AGGREGATE ${E(n.schema,n.name)}(${se(e)})`},attributes:{aggKind:"replace",numDirectArgs:"replace",sfunc:"replace",stype:"replace",finalfunc:"replace",initcond:"replace",combinefunc:"replace",serialfunc:"replace",deserialfunc:"replace",msfunc:"replace",minvfunc:"replace",mstype:"replace",msspace:"replace",mfinalfunc:"replace",minitcond:"replace",finalfuncExtra:"replace",mfinalfuncExtra:"replace",finalfuncModify:"replace",mfinalfuncModify:"replace",sspace:"replace",sortop:"replace",parallel:"replace"}}};function Br(e,n){let t=`CREATE SCHEMA ${u(e)}`;return n===void 0?t:`${t} AUTHORIZATION ${u(n)}`}var kt={schema:{weight:1,defaclObjtype:"n",rename:v(e=>`ALTER SCHEMA ${u(e.id.name)}`),create:e=>[{sql:Br(e.id.name)}],drop:e=>({sql:`DROP SCHEMA ${u(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER SCHEMA ${u(e.id.name)}`,attributes:{}},extension:{weight:2,create:(e,n,t,r)=>{let s=g(m(e,"schema")),a={kind:"schema",name:s},i=r?.get(a)!==void 0||n.get(a)!==void 0&&!n.isReferenceOnly(a),l=u(e.id.name);return[i?{sql:`CREATE EXTENSION ${l} SCHEMA ${u(s)}`,consumes:[a]}:{sql:`CREATE EXTENSION ${l}`}]},drop:(e,n)=>{let t=(n?.incomingEdges(e.id)??[]).filter(s=>s.kind==="memberOfExtension").map(s=>s.from),r=t.some(s=>s.kind==="table"||s.kind==="materializedView");return{sql:`DROP EXTENSION ${u(e.id.name)}`,...t.length>0?{alsoDestroys:t}:{},...r?{dataLoss:"destructive"}:{}}},attributes:{schema:{alter:(e,n,t)=>({sql:`ALTER EXTENSION ${u(e.id.name)} SET SCHEMA ${u(g(t))}`,consumes:[{kind:"schema",name:g(t)}],releases:[{kind:"schema",name:g(n)}]}),replaceWhen:(e,n,t)=>m(t,"relocatable")===!1}}}};var Mt={sequence:{weight:3,cascadesToChildren:!0,defaclObjtype:"S",dropRootRedirect:(e,n)=>{let t=e.payload.ownedBy;if(t==null)return;let r={kind:"column",schema:t.schema,table:t.table,name:t.column};if(n(r))return r;let s={kind:"table",schema:t.schema,name:t.table};if(n(s))return s},rename:v(e=>{let n=e.id;return`ALTER SEQUENCE ${E(n.schema,n.name)}`}),create:e=>{let n=e.id;return[{sql:`CREATE SEQUENCE ${E(n.schema,n.name)} AS ${g(m(e,"dataType"))} INCREMENT BY ${g(m(e,"increment"))} MINVALUE ${g(m(e,"minValue"))} MAXVALUE ${g(m(e,"maxValue"))} START WITH ${g(m(e,"start"))} CACHE ${g(m(e,"cache"))} ${m(e,"cycle")?"CYCLE":"NO CYCLE"}`},...en(e)]},drop:e=>{let n=e.id;return{sql:`DROP SEQUENCE ${E(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER SEQUENCE ${E(n.schema,n.name)}`},attributes:{dataType:{alter:(e,n,t,r,s)=>K("dataType",e,s)},increment:{alter:(e,n,t,r,s)=>K("increment",e,s)},minValue:{alter:(e,n,t,r,s)=>K("minValue",e,s)},maxValue:{alter:(e,n,t,r,s)=>K("maxValue",e,s)},start:{alter:(e,n,t,r,s)=>K("start",e,s)},cache:{alter:(e,n,t,r,s)=>K("cache",e,s)},cycle:{alter:(e,n,t,r,s)=>K("cycle",e,s)},ownedBy:{alter:(e,n)=>en(e,{allowNone:!0,releaseOld:n})}}}};var Ft={table:{weight:4,cascadesToChildren:!0,defaclObjtype:"r",rename:v(e=>{let n=e.id;return`ALTER TABLE ${E(n.schema,n.name)}`}),create:(e,n)=>{let t=e.id,r=E(t.schema,t.name),a=g(m(e,"persistence"))==="u"?"UNLOGGED ":"",i=m(e,"partitionBound"),l=m(e,"partitionKey"),c=m(e,"parentTable"),o,d=[],p=[];if(i!=null&&c!=null)o=`CREATE ${a}TABLE ${r} PARTITION OF ${E(c.schema,c.name)} ${g(i)}`,l!=null&&(o+=` PARTITION BY ${g(l)}`),d.push({kind:"table",schema:c.schema,name:c.name});else{let T="";if(l!=null){let N=n.childrenOf(e.id).filter(y=>y.id.kind==="column");N.every(y=>m(y,"_position")!=null)&&N.sort((y,D)=>Number(m(y,"_position"))-Number(m(D,"_position"))),T=N.map(Ze).join(", ");for(let y of N)p.push(y.id)}o=`CREATE ${a}TABLE ${r} (${T})`,c!=null&&(o+=` INHERITS (${E(c.schema,c.name)})`,d.push({kind:"table",schema:c.schema,name:c.name})),l!=null&&(o+=` PARTITION BY ${g(l)}`)}let f=i==null&&l==null&&c==null,S=[{sql:o,...d.length>0?{consumes:d}:{},alsoProduces:p,...f?{acceptsColumnFolds:!0}:{}}];m(e,"rowSecurity")&&S.push({sql:`ALTER TABLE ${r} ENABLE ROW LEVEL SECURITY`}),m(e,"forceRowSecurity")&&S.push({sql:`ALTER TABLE ${r} FORCE ROW LEVEL SECURITY`});let A=m(e,"replicaIdentity");A!=null&&A!=="d"&&S.push(Ie(e,n));let R=m(e,"reloptions");return R!=null&&R.length>0&&S.push({sql:`ALTER TABLE ${r} SET (${R.join(", ")})`}),S},drop:e=>{let n=e.id;return{sql:`DROP TABLE ${E(n.schema,n.name)}`,dataLoss:"destructive"}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER TABLE ${E(n.schema,n.name)}`},attributes:{persistence:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${E(r.schema,r.name)} SET ${g(t)==="u"?"UNLOGGED":"LOGGED"}`,rewriteRisk:!0}}},rowSecurity:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${E(r.schema,r.name)} ${t?"ENABLE":"DISABLE"} ROW LEVEL SECURITY`}}},forceRowSecurity:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${E(r.schema,r.name)} ${t?"FORCE":"NO FORCE"} ROW LEVEL SECURITY`}}},replicaIdentity:{alter:(e,n,t,r)=>Ie(e,r)},replicaIdentityIndex:{alter:(e,n,t,r)=>Ie(e,r)},reloptions:{alter:(e,n,t)=>{let r=e.id;return Se(`ALTER TABLE ${E(r.schema,r.name)}`,n,t)}},partitionKey:"replace",partitionBound:"replace",parentTable:"replace"}},column:{weight:5,cascadesToChildren:!0,rename:(e,n)=>{let{schema:t,table:r,column:s}=H(e);return{sql:`ALTER TABLE ${E(t,r)} RENAME COLUMN ${u(s)} TO ${u(n.name)}`}},create:(e,n)=>{let{schema:t,table:r,column:s}=H(e),a=n.childrenOf(e.id).find(d=>d.id.kind==="default"&&d.id.name===s),i=Ze(e),l=[];a&&(i+=` DEFAULT ${g(a.payload.expr)}`,l.push(a.id));let c=e.payload.generatedExpr!=null||a!==void 0,o={sql:`ALTER TABLE ${E(t,r)} ADD COLUMN ${i}`,alsoProduces:l,...c?{rewriteRisk:!0}:{}};return e.parent!==void 0&&e.parent.kind==="table"&&e.payload.generatedExpr==null&&(o.compaction={foldInto:e.parent,clause:i}),[o]},drop:e=>{let{schema:n,table:t,column:r}=H(e);return{sql:`ALTER TABLE ${E(n,t)} DROP COLUMN ${u(r)}`,dataLoss:"destructive"}},attributes:{type:{alter:(e,n,t,r,s)=>{let{schema:a,table:i,column:l}=H(e),c=`ALTER TABLE ${E(a,i)} ALTER COLUMN ${u(l)}`,o=s.get(e.id)??e,d=o.payload.identity??null,p=e.payload.identity??null,f=o.payload.generatedExpr!=null,S=e.parent?.kind==="foreignTable",A=G(r,e.id),R=G(s,e.id),T=S||f?"":` USING ${u(l)}::${g(t)}`,N={sql:`${c} TYPE ${g(t)}${T}`,...S?{}:{rewriteRisk:!0}};A.length>0&&(N.consumes=A),R.length>0&&(N.releases=R);let y=[];p==null&&!f&&y.push({sql:`${c} DROP DEFAULT`});let D=d!=null&&p!=null?Qe(c,ne(d),ne(p)):[],_=ut(g(n),g(t));_&&y.push(...D),y.push(N),_||y.push(...D);let b=r.childrenOf(e.id).find(L=>L.id.kind==="default");return b&&y.push({sql:`${c} SET DEFAULT ${g(b.payload.expr)}`}),y},rebuildsDependents:()=>["view","materializedView","rule","policy"]},notNull:{alter:(e,n,t)=>{let{schema:r,table:s,column:a}=H(e);return{sql:`ALTER TABLE ${E(r,s)} ALTER COLUMN ${u(a)} ${t?"SET":"DROP"} NOT NULL`}}},identity:{alter:(e,n,t,r,s)=>{let{schema:a,table:i,column:l}=H(e),c=`ALTER TABLE ${E(a,i)} ALTER COLUMN ${u(l)}`,o=Ke(n),d=Ke(t);if(t==null)return{sql:`${c} DROP IDENTITY`,...o==null?{}:{alsoDestroys:[o]}};let p=Ae(t)==="a"?"GENERATED ALWAYS":"GENERATED BY DEFAULT",f=g(m(e,"type"));if(n==null)return{sql:`${c} ADD ${p} AS IDENTITY${Xe(ne(t),f,ze(t,{schema:a,table:i,column:l}))}`,...d==null?{}:{alsoProduces:[d]}};let S=[];if(Ae(n)!==Ae(t)&&S.push({sql:`${c} SET ${p}`}),o!=null&&d!=null&&h(o)!==h(d)){let T=o,N=d;S.push({sql:`ALTER SEQUENCE ${E(T.schema,T.name)} RENAME TO ${u(N.name)}`,alsoDestroys:[o],alsoProduces:[d]})}let A=s.get(e.id)?.payload.type;return A!==void 0&&A!==m(e,"type")||S.push(...Qe(c,ne(n),ne(t))),S}},collation:"replace",generatedExpr:"replace"}},default:{weight:6,cascadesToChildren:!0,rebuildable:!0,create:e=>{let{schema:n,table:t,column:r}=H(e);return[{sql:`ALTER TABLE ${E(n,t)} ALTER COLUMN ${u(r)} SET DEFAULT ${g(m(e,"expr"))}`}]},drop:e=>{let{schema:n,table:t,column:r}=H(e);return{sql:`ALTER TABLE ${E(n,t)} ALTER COLUMN ${u(r)} DROP DEFAULT`}},attributes:{expr:{alter:(e,n,t)=>{let{schema:r,table:s,column:a}=H(e);return{sql:`ALTER TABLE ${E(r,s)} ALTER COLUMN ${u(a)} SET DEFAULT ${g(t)}`}}}}}};var Pt={trigger:{weight:15,cascadesToChildren:!0,rebuildable:!0,rename:(e,n)=>{let t=e.id;return{sql:`ALTER TRIGGER ${u(t.name)} ON ${E(t.schema,t.table)} RENAME TO ${u(n.name)}`}},create:e=>{let n=e.id,t=[{sql:g(m(e,"def"))}],r=m(e,"enabled");return r!=null&&r!=="O"&&t.push({sql:`ALTER TABLE ${E(n.schema,n.table)} ${z(g(r))} TRIGGER ${u(n.name)}`}),t},drop:e=>{let n=e.id;return{sql:`DROP TRIGGER ${u(n.name)} ON ${E(n.schema,n.table)}`}},attributes:{def:"replace",enabled:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${E(r.schema,r.table)} ${z(g(t))} TRIGGER ${u(r.name)}`}}}}},eventTrigger:{weight:17,rebuildable:!0,create:e=>{let n=u(e.id.name),t={kind:"function",schema:g(m(e,"functionSchema")),name:g(m(e,"functionName")),args:[]},r=`CREATE EVENT TRIGGER ${n} ON ${g(m(e,"event"))}`,s=m(e,"tags")??[];s.length>0&&(r+=` WHEN TAG IN (${s.map(l=>O(l)).join(", ")})`),r+=` EXECUTE FUNCTION ${E(g(m(e,"functionSchema")),g(m(e,"functionName")))}()`;let a=[{sql:r,consumes:[t]}],i=m(e,"enabled");return i!=null&&i!=="O"&&a.push({sql:`ALTER EVENT TRIGGER ${n} ${z(g(i))}`}),a},drop:e=>({sql:`DROP EVENT TRIGGER ${u(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER EVENT TRIGGER ${u(e.id.name)}`,attributes:{enabled:{alter:(e,n,t)=>({sql:`ALTER EVENT TRIGGER ${u(e.id.name)} ${z(g(t))}`})},event:"replace",tags:"replace",functionSchema:"replace",functionName:"replace"}}};var Bt={domain:{weight:7,cascadesToChildren:!0,defaclObjtype:"T",rename:v(e=>{let n=e.id;return`ALTER DOMAIN ${E(n.schema,n.name)}`}),create:(e,n,t,r)=>{let s=e.id,a=E(s.schema,s.name);if(r?.get(e.id)!==void 0){let d=we(n,e.id).filter(p=>r.get(p)!==void 0);if(d.length>0){let p=d.map(f=>{let S=f;return`${E(S.schema,S.table)}.${u(S.name)}`}).join(", ");throw new Error(`domain ${a}: cannot replace an in-use domain — column(s) ${p} depend on it, and PostgreSQL forbids dropping a type while a column uses it. Replacing an in-use domain is not supported yet; drop the using column(s), or recreate the domain, first.`)}}let i=`CREATE DOMAIN ${a} AS ${g(m(e,"baseType"))}`,l=m(e,"collation");l!=null&&(i+=` COLLATE ${g(l)}`);let c=m(e,"default");c!=null&&(i+=` DEFAULT ${g(c)}`),m(e,"notNull")&&(i+=" NOT NULL");let o=[];for(let d of n.childrenOf(e.id))d.id.kind==="constraint"&&m(d,"validated")&&(i+=` CONSTRAINT ${u(d.id.name)} ${g(m(d,"def"))}`,o.push(d.id));return[o.length>0?{sql:i,alsoProduces:o}:{sql:i}]},drop:e=>{let n=e.id;return{sql:`DROP DOMAIN ${E(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER DOMAIN ${E(n.schema,n.name)}`},attributes:{default:{alter:(e,n,t)=>{let r=e.id;return{sql:t==null?`ALTER DOMAIN ${E(r.schema,r.name)} DROP DEFAULT`:`ALTER DOMAIN ${E(r.schema,r.name)} SET DEFAULT ${g(t)}`}}},notNull:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER DOMAIN ${E(r.schema,r.name)} ${t?"SET":"DROP"} NOT NULL`}}},baseType:"replace",collation:"replace"}},type:{weight:7,cascadesToChildren:!0,defaclObjtype:"T",rename:v(e=>{let n=e.id;return`ALTER TYPE ${E(n.schema,n.name)}`}),create:(e,n,t,r)=>{let s=e.id,a=E(s.schema,s.name),i=g(m(e,"variant")),l,c=[];if(i==="enum"){let o=m(e,"values").map(d=>O(d));l=`CREATE TYPE ${a} AS ENUM (${o.join(", ")})`}else if(i==="composite"){let o=n.childrenOf(e.id).filter(f=>f.id.kind==="typeAttribute");o.every(f=>m(f,"_position")!=null)&&o.sort((f,S)=>Number(m(f,"_position"))-Number(m(S,"_position")));let p=o.map(f=>nn(f));for(let f of o)c.push(f.id);l=`CREATE TYPE ${a} AS (${p.join(", ")})`}else{if(r?.get(e.id)!==void 0){let A=we(n,e.id).filter(R=>r.get(R)!==void 0);if(A.length>0){let R=A.map(T=>{let N=T;return`${E(N.schema,N.table)}.${u(N.name)}`}).join(", ");throw new Error(`range type ${a}: cannot replace an in-use range type — column(s) ${R} depend on it, and PostgreSQL forbids dropping a type while a column uses it. Replacing an in-use range type is not supported yet; drop the using column(s), or recreate the type, first.`)}}let o=[`SUBTYPE = ${g(m(e,"subtype"))}`],d=m(e,"subtypeOpclass");d!=null&&o.push(`SUBTYPE_OPCLASS = ${g(d)}`);let p=m(e,"collation");p!=null&&o.push(`COLLATION = ${g(p)}`);let f=m(e,"subtypeDiff");f!=null&&o.push(`SUBTYPE_DIFF = ${g(f)}`);let S=m(e,"multirangeTypeName");S!=null&&o.push(`MULTIRANGE_TYPE_NAME = ${g(S)}`),l=`CREATE TYPE ${a} AS RANGE (${o.join(", ")})`}return[{sql:l,...c.length>0?{alsoProduces:c}:{}}]},drop:e=>{let n=e.id;return{sql:`DROP TYPE ${E(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER TYPE ${E(n.schema,n.name)}`},attributes:{values:{alter:(e,n,t,r,s)=>{let a=e.id,i=E(a.schema,a.name),l=n??[],c=t??[];if(Ve(l,c)){let _=[],b=0;for(let L=0;L<c.length;L++){let I=c[L];if(b<l.length&&I===l[b]){b++;continue}let k=b<l.length?`BEFORE ${O(l[b])}`:L>0?`AFTER ${O(c[L-1])}`:l.length>0?`BEFORE ${O(l[0])}`:"";_.push({sql:`ALTER TYPE ${i} ADD VALUE ${O(I)}${k?` ${k}`:""}`,transactionality:"commitBoundaryAfter"})}return _}let o=h(e.id),d=new Set,p=r.edges.filter(_=>h(_.to)===o&&(_.from.kind==="domain"||_.from.kind==="type")&&h(_.from)!==o&&r.get(_.from)!==void 0&&s.get(_.from)!==void 0).map(_=>_.from).filter(_=>{let b=h(_);return d.has(b)?!1:(d.add(b),!0)}).sort((_,b)=>h(_)<h(b)?-1:1);if(p.length>0){let _=p.map(b=>{let L=b;return`${L.kind==="domain"?"DOMAIN":"TYPE"} ${E(L.schema,L.name)}`}).join(", ");throw new Error(`enum ${i}: cannot remove or reorder values while non-column object(s) depend on it — ${_}. The rebuild drops the old enum, which those objects still reference, and PostgreSQL forbids dropping a type in use. Migrating a DOMAIN / COMPOSITE / RANGE that uses an enum across a value-set change is not supported yet; drop the dependent object(s), or recreate them, first.`)}let f=["type","domain","table","view","materializedView","foreignTable","sequence"],S=_=>f.some(b=>r.get({kind:b,schema:a.schema,name:_})!==void 0||s.get({kind:b,schema:a.schema,name:_})!==void 0),A=63,R="__pgdelta_replaced",T=_=>{let b=_===null?"":`_${_}`,L=A-he(R)-he(b);return`${dt(a.name,L)}${R}${b}`},N=T(null);for(let _=2;S(N);_++){if(_>1e4)throw new Error(`enum ${i}: could not find a free temp name for the value-set rebuild after 10000 attempts — an extraordinary number of \`${R}\`-suffixed occupants exist in schema "${a.schema}"`);N=T(_)}let y=[{sql:`ALTER TYPE ${i} RENAME TO ${u(N)}`},{sql:`CREATE TYPE ${i} AS ENUM (${c.map(_=>O(_)).join(", ")})`}],D=r.edges.filter(_=>_.from.kind==="column"&&h(_.to)===o&&r.get(_.from)!==void 0&&s.get(_.from)!==void 0).map(_=>_.from).sort((_,b)=>`${_.schema}.${_.table}.${_.name}`<`${b.schema}.${b.table}.${b.name}`?-1:1);for(let _ of D){let b=r.get(_),I=(b!==void 0?g(m(b,"type")):"").endsWith("[]"),k=I?`${i}[]`:i,U=I?`${u(_.name)}::text[]::${i}[]`:`${u(_.name)}::text::${i}`;y.push({sql:`ALTER TABLE ${E(_.schema,_.table)} ALTER COLUMN ${u(_.name)} TYPE ${k} USING ${U}`,consumes:[_],dataLoss:"destructive",rewriteRisk:!0})}return y.push({sql:`DROP TYPE ${E(a.schema,N)}`}),y},rebuildsDependents:(e,n)=>!Ve(e??[],n??[])},subtype:"replace",subtypeOpclass:"replace",subtypeDiff:"replace",multirangeTypeName:"replace",collation:"replace",variant:"replace"}},typeAttribute:{weight:7,create:e=>{let n=e.id;return[{sql:`ALTER TYPE ${E(n.schema,n.type)} ADD ATTRIBUTE ${nn(e)} CASCADE`,consumes:[{kind:"type",schema:n.schema,name:n.type}]}]},drop:e=>{let n=e.id;return{sql:`ALTER TYPE ${E(n.schema,n.type)} DROP ATTRIBUTE ${u(n.name)} CASCADE`,dataLoss:"destructive"}},rename:(e,n)=>{let t=e.id;return{sql:`ALTER TYPE ${E(t.schema,t.type)} RENAME ATTRIBUTE ${u(t.name)} TO ${u(n.name)} CASCADE`}},attributes:{type:{alter:(e,n,t,r,s)=>{let a=e.id,i={kind:"type",schema:a.schema,name:a.type};if(we(r,i).length>0)throw new Error(`composite type ${E(a.schema,a.type)}: cannot change attribute "${a.name}" type while the type is used by table columns — PostgreSQL forbids ALTER ATTRIBUTE … TYPE on an in-use composite. Drop the using columns, or recreate the type, first.`);let l=G(r,i),c=G(s,i),o={sql:`ALTER TYPE ${E(a.schema,a.type)} ALTER ATTRIBUTE ${u(a.name)} TYPE ${g(t)} CASCADE`};return l.length>0&&(o.consumes=l),c.length>0&&(o.releases=c),o}},collation:"replace"}},collation:{weight:7,create:e=>{let n=e.id,t=g(m(e,"provider")),r=[];return t==="i"?(r.push("PROVIDER = icu",`LOCALE = ${O(g(m(e,"locale")))}`),m(e,"deterministic")||r.push("DETERMINISTIC = false")):t==="b"?r.push("PROVIDER = builtin",`LOCALE = ${O(g(m(e,"locale")))}`):r.push(`LC_COLLATE = ${O(g(m(e,"lcCollate")))}`,`LC_CTYPE = ${O(g(m(e,"lcCtype")))}`),[{sql:`CREATE COLLATION ${E(n.schema,n.name)} (${r.join(", ")})`}]},drop:e=>{let n=e.id;return{sql:`DROP COLLATION ${E(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER COLLATION ${E(n.schema,n.name)}`},attributes:{provider:"replace",deterministic:"replace",locale:"replace",lcCollate:"replace",lcCtype:"replace"}}};var jt={view:{weight:12,cascadesToChildren:!0,rebuildable:!0,defaclObjtype:"r",rename:v(e=>{let n=e.id;return`ALTER VIEW ${E(n.schema,n.name)}`}),create:e=>{let n=e.id;return[{sql:`CREATE VIEW ${E(n.schema,n.name)}${Je(e)} AS ${g(m(e,"def"))}`}]},drop:e=>{let n=e.id;return{sql:`DROP VIEW ${E(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER VIEW ${E(n.schema,n.name)}`},attributes:{def:"replace",reloptions:{alter:(e,n,t)=>{let r=e.id;return Se(`ALTER VIEW ${E(r.schema,r.name)}`,n,t)}}}},materializedView:{weight:13,cascadesToChildren:!0,rebuildable:!0,defaclObjtype:"r",rename:v(e=>{let n=e.id;return`ALTER MATERIALIZED VIEW ${E(n.schema,n.name)}`}),create:e=>{let n=e.id;return[{sql:`CREATE MATERIALIZED VIEW ${E(n.schema,n.name)}${Je(e)} AS ${g(m(e,"def"))}`}]},drop:e=>{let n=e.id;return{sql:`DROP MATERIALIZED VIEW ${E(n.schema,n.name)}`,dataLoss:"destructive"}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER MATERIALIZED VIEW ${E(n.schema,n.name)}`},attributes:{def:"replace",reloptions:{alter:(e,n,t)=>{let r=e.id;return Se(`ALTER MATERIALIZED VIEW ${E(r.schema,r.name)}`,n,t)}}}},rule:{weight:15,cascadesToChildren:!0,rebuildable:!0,create:e=>{let n=e.id,t=[{sql:g(m(e,"def"))}],r=m(e,"enabled");return r!=null&&r!=="O"&&t.push({sql:`ALTER TABLE ${E(n.schema,n.table)} ${z(g(r))} RULE ${u(n.name)}`}),t},drop:e=>{let n=e.id;return{sql:`DROP RULE ${u(n.name)} ON ${E(n.schema,n.table)}`}},attributes:{def:"replace",enabled:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${E(r.schema,r.table)} ${z(g(t))} RULE ${u(r.name)}`}}}}}};var on=new Set(["concurrentIndexes"]),jr={...$t,...kt,...Ft,...Mt,...Ot,...Tt,...Dt,...Bt,...jt,...Pt,...Lt,...wt,...Rt,...yt};function Hr(e){let n=jr[e];if(!n)throw new Error(`rule table: no rules for kind '${e}' — extend the rule vocabulary (guardrail 3)`);return n}var qr=90;function Ht(e,n){return`${e}\0${n}`}function Ur(e){let n={};for(let r of e.payloadAttrs)n[r]="replace";let t=r=>({lockClass:"none",...r});return{create:(r,s)=>e.create(r,s).map(t),drop:r=>t(e.drop(r)),attributes:n,weight:e.weight??qr}}function qt(e){let n=new Map;for(let t of e)if(t.intentKinds!==void 0)for(let[r,s]of Object.entries(t.intentKinds))n.set(Ht(t.extension,r),Ur(s));return n}function Wr(e){return n=>{if(n.kind==="extensionIntent"){let t=e?.get(Ht(n.ext,n.intentKind));if(t===void 0)throw new Error(`rule table: no intent rule registered for extension '${n.ext}' intent kind '${n.intentKind}' — register the handler's intentKinds via the integration profile`);return t}return Hr(n.kind)}}var Vo=Wr();function Yt(e,n){let t=e.facts(),r=new Set;for(let o of t){let d=h(o.id);n.has(o.id)&&n.hashOf(o.id)===e.hashOf(o.id)&&Wt(n,o.id)===Wt(e,o.id)&&r.add(d)}let s=new Set;for(let o of t){let d=h(o.id);r.has(d)||s.add(d)}let a=new Set;for(let o of t){let d=h(o.id);if(!s.has(d))continue;let p=o.parent;for(;p!==void 0;){let f=h(p);if(s.has(f)||a.has(f))break;a.add(f),p=e.get(p)?.parent}}let i=new Set([...s,...a]),l=[];for(let o of t)i.has(h(o.id))&&l.push(o);let c=[];for(let o of e.edges){let d=h(o.from),p=h(o.to);(i.has(d)&&i.has(p)||Y(o)&&i.has(d))&&c.push(o)}return B(l,c,"liveDb",new Set,{allowDangling:Y})}function Wt(e,n){return e.outgoingEdges(n).map(t=>`${t.kind}->${h(t.to)}`).sort().join("|")}function cn(e){let n=Jr(e,"utf-8"),t=$n(n);return{factBase:t.factBase,digest:t.factBase.rootHash,...t.redactSecrets!==void 0?{redactSecrets:t.redactSecrets}:{},path:e}}var Gr=Vr(new URL("./baselines/",import.meta.url));function Jt(e,n){if(e.baseline===void 0)return;let t=n.dir??Gr,r=[Ut(t,`${e.baseline}-${n.pgMajor}.json`),Ut(t,`${e.baseline}.json`)];for(let s of r)if(Yr(s))return cn(s);throw new Error(`policy "${e.id}" declares baseline "${e.baseline}" but no baseline snapshot is committed (looked for: ${r.join(", ")}). Generate and commit it, or remove the baseline from the policy — a declared baseline must never be silently ignored.`)}async function ln(e){let t=(await e.query(`
    SELECT current_user AS role,
           (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) AS is_superuser,
           ARRAY(
             SELECT r.rolname::text FROM pg_catalog.pg_roles r
             WHERE pg_catalog.pg_has_role(current_user, r.oid, 'MEMBER')
               AND r.rolname NOT LIKE 'pg\\_%'
           ) AS member_of
  `)).rows[0];return{role:String(t.role),isSuperuser:!!t.is_superuser,memberOf:t.member_of??[]}}function Vt(e,n){let t=new Set;if(n.isSuperuser)return t;for(let r of e.facts())r.id.kind==="acl"&&r.id.target.kind==="fdw"&&t.add(h(r.id));return t}function ri(e,n){return e.isSuperuser||e.memberOf.includes(n)}var ie=e=>`${h(e.from)}|${e.kind}|${h(e.to)}`;function ce(e,n,t,r){let s=i=>{let l=i;for(;l!==void 0;){let c=t.get(h(l));if(c!==void 0)return{id:l,attribution:c};l=e.get(l)?.parent}};for(let i of e.facts()){if(n.has(i.id))continue;let l=s(i.id);l!==void 0&&r({subject:{kind:"fact",id:i.id},...l.attribution,...h(l.id)===h(i.id)?{}:{viaDescendantOf:l.id}})}let a=new Set(n.edges.map(ie));for(let i of e.edges){if(a.has(ie(i)))continue;let l=[s(i.from),s(i.to)].filter(o=>o!==void 0),c=new Set;for(let o of l){let d=`${h(o.id)}|${o.attribution.stage}|${o.attribution.reasonCode}`;if(c.has(d))continue;c.add(d);let p=h(i.from)===h(o.id)||h(i.to)===h(o.id);r({subject:{kind:"edge",edge:i},...o.attribution,...p?{}:{viaDescendantOf:o.id}})}}}function Gt(e,n,t,r,s){let a=h(s.id);if(t.has(a))return!0;if(r.has(a))return!1;let i=[a],l=n.has(a)?!0:void 0,c=l===void 0?s.parent:void 0;for(;c!==void 0;){let d=h(c);if(n.has(d)||t.has(d)){l=!0;break}if(r.has(d)){l=!1;break}let p=e.get(c);if(p===void 0)break;i.push(d),c=p.parent}let o=l??!1;for(let d of i)(o?t:r).add(d);return o}function $e(e,n){if(n.size===0)return e;let t=new Set,r=new Set,s=e.facts().filter(c=>!Gt(e,n,t,r,c)),a=new Set(s.map(c=>h(c.id))),i=e.edges.filter(c=>{let o=a.has(h(c.from));return o&&a.has(h(c.to))?!0:o&&Y(c)&&!e.has(c.to)}),l=new Set([...e.referenceOnly].filter(c=>a.has(c)));return B(s,i,e.source,l,{allowDangling:Y})}function Kr(e,n){let t=new Set,r=new Set;for(let s of e.facts())Gt(e,n,t,r,s);return t}function ii(e,n,t={}){if(n==="cluster")return e;let r=new Set;for(let p of e.facts())(p.id.kind==="role"||p.id.kind==="membership")&&r.add(h(p.id));if(r.size===0)return e;let s=Kr(e,r),a=e.facts().filter(p=>!s.has(h(p.id))),i=new Set(a.map(p=>h(p.id))),{defaultOwner:l}=t,c=[];for(let p of e.edges){let f=i.has(h(p.from)),S=i.has(h(p.to));if(f&&S){c.push(p);continue}if(p.kind==="owner"&&f&&!S&&p.to.kind==="role"){let A=p.to.name;if(l!==void 0&&A===l)continue;c.push(p)}}let o=new Set([...e.referenceOnly].filter(p=>i.has(p))),d=B(a,c,e.source,o,{allowDangling:Y});if(t.collectSuppression!==void 0){let p={stage:"managementScope",reasonCode:"management-scope.database.cluster-object",classification:"acknowledged"},f=new Set;if(l!==void 0)for(let S of e.edges)S.kind==="owner"&&S.to.kind==="role"&&S.to.name===l&&i.has(h(S.from))&&f.add(ie(S));if(ce(e,d,new Map([...r].map(S=>[S,p])),S=>{S.subject.kind==="edge"&&f.has(ie(S.subject.edge))||t.collectSuppression?.(S)}),l!==void 0){let S=new Set(d.edges.map(ie));for(let A of e.edges)A.kind==="owner"&&A.to.kind==="role"&&A.to.name===l&&i.has(h(A.from))&&!S.has(ie(A))&&t.collectSuppression({subject:{kind:"edge",edge:A},stage:"managementScope",reasonCode:"management-scope.database.default-owner",classification:"acknowledged"})}}return d}function Kt(e){let n=new Map,t=[];for(let r of e.facts()){let s=e.outgoingEdges(r.id).filter(a=>a.kind==="memberOfExtension").map(a=>a.to);s.length>0&&(n.set(h(r.id),s),t.push(r.id))}for(;t.length>0;){let r=t.pop();if(r.kind==="schema")continue;let s=n.get(h(r));for(let a of e.childrenOf(r)){if(bn(a.id))continue;let i=h(a.id);n.has(i)||(n.set(i,s),t.push(a.id))}}return n}function zr(e){let t=e.replace(/[.+?^${}()|[\]\\]/g,"\\$&").replace(/\*/g,".*");return new RegExp(`^${t}$`)}function J(e,n){return e.includes("*")?zr(e).test(n):e===n}function Xt(e){if("schema"in e&&typeof e.schema=="string")return e.schema}function dn(e){if("name"in e&&typeof e.name=="string")return e.name}function Xr(e,n){let t=[],r=e;for(;r!==void 0;){let s=n.get(r);if(!s)break;t.push(s),r=s.parent}return t}function Qr(e,n,t){let r=Xr(e,t);for(let s of r){let a=t.outgoingEdges(s.id);for(let i of a)if(i.kind==="memberOfExtension"&&i.to.kind==="extension"&&i.to.name===n)return!0}return!1}function te(e,n,t,r){if("all"in e)return e.all.every(a=>te(a,n,t,r));if("any"in e)return e.any.some(a=>te(a,n,t,r));if("not"in e)return!te(e.not,n,t,r);if("kind"in e)return(Array.isArray(e.kind)?e.kind:[e.kind]).some(i=>n.id.kind===i);if("schema"in e){let a=Xt(n.id);return a===void 0?!1:(Array.isArray(e.schema)?e.schema:[e.schema]).some(l=>J(l,a))}if("name"in e){let a=dn(n.id);return a===void 0?!1:(Array.isArray(e.name)?e.name:[e.name]).some(l=>J(l,a))}if("verb"in e)return r?.verbAssumed===!0;if("ownedByExtension"in e)return Qr(n.id,e.ownedByExtension,t);if("parentKind"in e)return n.parent===void 0?!1:n.parent.kind===e.parentKind;if("owner"in e){let a=t.outgoingEdges(n.id).find(c=>c.kind==="owner"),i=a?.to.kind==="role"?a.to.name:n.payload.owner;return typeof i!="string"?!1:(Array.isArray(e.owner)?e.owner:[e.owner]).some(c=>J(c,i))}if("idField"in e){let i=n.id[e.idField.field];return typeof i!="string"?!1:(Array.isArray(e.idField.glob)?e.idField.glob:[e.idField.glob]).some(c=>J(c,i))}if("target"in e){let i=n.id.target;if(i===null||typeof i!="object")return!1;let l=i,{kind:c,schema:o,name:d}=e.target;if(c!==void 0){let p=l.kind;if(typeof p!="string"||!(Array.isArray(c)?c:[c]).some(S=>S===p))return!1}if(o!==void 0){let p=l.schema;if(typeof p!="string"||!(Array.isArray(o)?o:[o]).some(S=>J(S,p)))return!1}if(d!==void 0){let p=l.name;if(typeof p!="string"||!(Array.isArray(d)?d:[d]).some(S=>J(S,p)))return!1}return!0}if("partitionOf"in e){if(typeof n.payload.partitionBound!="string")return!1;let{schema:a,name:i}=e.partitionOf;if(a===void 0&&i===void 0)return!0;let l=n.payload.parentTable;if(l===null||typeof l!="object")return!1;let c=l;if(a!==void 0){let o=c.schema;if(typeof o!="string"||!(Array.isArray(a)?a:[a]).some(p=>J(p,o)))return!1}if(i!==void 0){let o=c.name;if(typeof o!="string"||!(Array.isArray(i)?i:[i]).some(p=>J(p,o)))return!1}return!0}if("edgeTo"in e){let a=t.outgoingEdges(n.id);for(let i of a){if(e.edgeTo.edgeKind!==void 0&&i.kind!==e.edgeTo.edgeKind)continue;let l=i.to;if(!(e.edgeTo.kind!==void 0&&l.kind!==e.edgeTo.kind)){if(e.edgeTo.schema!==void 0){let c=l.schema;if(typeof c!="string"||!(Array.isArray(e.edgeTo.schema)?e.edgeTo.schema:[e.edgeTo.schema]).some(d=>J(d,c)))continue}return!0}}return!1}return e}function Zr(e,n,t){switch(e.verb){case"add":return{fact:t.get(e.fact.id)??e.fact,view:t};case"remove":return{fact:n.get(e.fact.id)??e.fact,view:n};case"set":{let r=t.get(e.id);return r?{fact:r,view:t}:void 0}case"link":{let r=t.get(e.edge.from)??n.get(e.edge.from);return r?{fact:r,view:t}:void 0}case"unlink":{let r=n.get(e.edge.from)??t.get(e.edge.from);return r?{fact:r,view:n}:void 0}}}function xe(e,n,t,r){if("all"in e)return e.all.every(a=>xe(a,n,t,r));if("any"in e)return e.any.some(a=>xe(a,n,t,r));if("not"in e)return!xe(e.not,n,t,r);if("verb"in e)return(Array.isArray(e.verb)?e.verb:[e.verb]).some(i=>i===n.verb);let s=Zr(n,t,r);return s===void 0?!1:te(e,s.fact,s.view)}function re(e){return Qt(e,new Set)}function Qt(e,n){if(n.has(e.id))throw new Error(`Policy cycle detected: policy "${e.id}" extends itself (cycle)`);n.add(e.id);let t=e.filter??[],r=e.serialize??[],s=e.assumedRoles??[],a=e.assumedSchemas??[],i=e.assumedPublications??[],l=[],c=[],o=[],d=[],p=[],f;if(e.extends)for(let R of e.extends){let T=new Set(n),N=Qt(R,T);l.push(...N.filter),c.push(...N.serialize),o.push(...N.assumedRoles),d.push(...N.assumedSchemas),p.push(...N.assumedPublications),f===void 0&&N.defaultOwner!==void 0&&(f=N.defaultOwner)}n.delete(e.id);let S={id:e.id,filter:[...t,...l],serialize:[...r,...c],assumedRoles:[...new Set([...s,...o])],assumedSchemas:[...new Set([...a,...d])],assumedPublications:[...new Set([...i,...p])]};e.baseline!==void 0&&(S.baseline=e.baseline);let A=e.defaultOwner??f;return A!==void 0&&(S.defaultOwner=A),S}var zt=new Set(["name","schema","table","args","role","member","server","type","publication","grantee","objtype","provider","target","ext","intentKind","key"]);function _e(e,n){if("idField"in e){if(!zt.has(e.idField.field))throw new Error(`Policy "${n}": idField references unknown identity field "${e.idField.field}". Known fields: ${[...zt].sort().join(", ")}`)}else if("all"in e)for(let t of e.all)_e(t,n);else if("any"in e)for(let t of e.any)_e(t,n);else"not"in e&&_e(e.not,n)}function Ei(e){let n=re(e);for(let t of n.serialize)for(let r of Object.keys(t.params))if(!on.has(r))throw new Error(`Policy "${e.id}": unknown serialize parameter "${r}". Known parameters: ${[...on].join(", ")}`);for(let t of n.filter)_e(t.match,e.id);for(let t of n.serialize)_e(t.match,e.id)}function Ce(e){return"verb"in e?!0:"all"in e?e.all.some(Ce):"any"in e?e.any.some(Ce):"not"in e?Ce(e.not):!1}function ea(e,n,t){for(let r of n){if(Ce(r.match)){if(r.action==="include"&&(te(r.match,e,t,{verbAssumed:!0})||te(r.match,e,t)))return;continue}if(te(r.match,e,t))return r.action==="exclude"?r:void 0}}function q(e){return Array.isArray(e)?e:[e]}function pn(e){if("not"in e)return!1;if("all"in e)return e.all.some(pn)&&!e.all.some(ve);if("any"in e)return e.any.length>0&&e.any.every(pn)&&!e.any.some(ve);if("name"in e)return q(e.name).every(P);if("schema"in e)return q(e.schema).every(P);if("owner"in e)return q(e.owner).every(P);if("ownedByExtension"in e)return P(e.ownedByExtension);if("idField"in e)return q(e.idField.glob).every(P);if("target"in e){let n=[e.target.name,e.target.schema].filter(t=>t!==void 0);return n.length>0&&n.every(t=>q(t).every(P))}if("partitionOf"in e){let n=[e.partitionOf.name,e.partitionOf.schema].filter(t=>t!==void 0);return n.length>0&&n.every(t=>q(t).every(P))}return!1}function P(e){return!e.includes("*")}function ve(e){return"not"in e?!0:"all"in e?e.all.some(ve):"any"in e?e.any.some(ve):"name"in e?q(e.name).some(n=>!P(n)):"schema"in e?q(e.schema).some(n=>!P(n)):"owner"in e?q(e.owner).some(n=>!P(n)):"ownedByExtension"in e?!P(e.ownedByExtension):"idField"in e?q(e.idField.glob).some(n=>!P(n)):"target"in e?[e.target.name,e.target.schema].filter(n=>n!==void 0).some(n=>q(n).some(t=>!P(t))):"partitionOf"in e?[e.partitionOf.name,e.partitionOf.schema].filter(n=>n!==void 0).some(n=>q(n).some(t=>!P(t))):!1}function na(e,n){return{stage:"policyScopeRule",reasonCode:n.audit?.reasonCode??`policy:${e}:rule:${Oe(n.match)}`,classification:n.audit?.classification??(pn(n.match)?"acknowledged":"suspicious")}}function Zt(e,n,t,r,s){if(n===void 0&&t===void 0&&r===void 0&&!e.edges.some(b=>b.kind==="memberOfExtension"||b.kind==="managedBy"))return e;let a=Kt(e),i=new Set(a.keys()),l=r?Yt(e,r):e;if(r!==void 0&&s!==void 0){let b={stage:"baseline",reasonCode:"baseline.identical-state",classification:"acknowledged"},L=new Map;for(let I of e.facts())l.has(I.id)||L.set(h(I.id),b);ce(e,l,L,s)}let c=new Set;for(let b of l.facts())l.outgoingEdges(b.id).some(L=>L.kind==="managedBy")&&c.add(h(b.id));if(c.size>0){let b=l;if(l=$e(l,c),s!==void 0){let L={stage:"managedBy",reasonCode:"managed-by.provenance",classification:"acknowledged"};ce(b,l,new Map([...c].map(I=>[I,L])),s)}}if(t!==void 0){let b=Vt(l,t);if(b.size>0){let L=l;if(l=$e(l,b),s!==void 0){let I={stage:"capability",reasonCode:"capability.fdw-acl",classification:"acknowledged"};ce(L,l,new Map([...b].map(k=>[k,I])),s)}}}let o=n?re(n):void 0,d=o?.filter??[],p=new Set(o?.assumedSchemas??[]),f=new Set(o?.assumedPublications??[]),S=b=>b.kind==="schema"?dn(b):Xt(b),A=b=>{if(b.kind==="publication"){let I=dn(b);return I!==void 0&&f.has(I)}let L=S(b);return L!==void 0&&p.has(L)},R=new Set,T=new Set,N=new Map;for(let b of l.facts()){let L=ea(b,d,l);if(L===void 0)continue;let I=na(o?.id??n?.id??"unknown",L);A(b.id)?(T.add(h(b.id)),N.set(h(b.id),I)):(R.add(h(b.id)),N.set(h(b.id),I))}let y=$e(l,R);if(s!==void 0&&R.size>0&&ce(l,y,N,s),i.size===0&&T.size===0)return y;let D=new Set(y.facts().map(b=>h(b.id))),_=new Set;for(let b of i)D.has(b)&&_.add(b);for(let b of T)D.has(b)&&_.add(b);if(_.size===0)return y;if(s!==void 0){let b=(L,I,k)=>{let U=y.getByEncoded(L);if(U!==void 0){s({subject:{kind:"fact",id:U.id},...I,...k===void 0?{}:{viaDescendantOf:k}});for(let ur of y.outgoingEdges(U.id))s({subject:{kind:"edge",edge:ur},...I,...k===void 0?{}:{viaDescendantOf:k}})}};for(let L of i){if(!D.has(L))continue;let I=y.getByEncoded(L);if(I===void 0)continue;let k=I.id,U=I.parent;for(;U!==void 0&&a.has(h(U));)k=U,U=e.get(U)?.parent;b(L,{stage:"referenceOnly",reasonCode:"reference-only.extension-member",classification:"acknowledged"},h(k)===L?void 0:k)}for(let L of T){if(!D.has(L))continue;let I=N.get(L),k=y.getByEncoded(L)?.id.kind==="publication"?"assumed-publication":"assumed-schema";b(L,{stage:"referenceOnly",reasonCode:`reference-only.${k}:${I.reasonCode}`,classification:I.classification})}}return B(y.facts(),[...y.edges],y.source,_,{allowDangling:Y})}function hi(e,n,t,r){let s=re(n),a=[],i=[];for(let l of e){let c=!1,o="include";for(let d of s.filter)if(xe(d.match,l,t,r)){c=!0,o=d.action;break}!c||o==="include"?a.push(l):i.push(l)}return{kept:a,filtered:i}}async function ta(e){let n=await e.query("SELECT current_setting('server_version_num')::int AS v");return Math.floor(n.rows[0].v/1e4)}async function ra(e,n,t={}){let{handlers:r,policy:s}=n,a=t.restrictToApplier?await ln(e):void 0,i;if(s!==void 0&&re(s).assumedSchemas.length>0&&!(a??await ln(e)).isSuperuser){let A=await e.query("SELECT name FROM pg_settings WHERE context = 'superuser'");i=new Set(A.rows.map(R=>R.name))}let l;if(t.skipBaseline?l=void 0:t.baseline!==void 0?l=t.baseline:n.baselinePath!==void 0?l=cn(n.baselinePath):s?.baseline!==void 0&&(l=Jt(s,{pgMajor:await ta(e),...t.baselineDir!==void 0?{dir:t.baselineDir}:{}})),l!==void 0){let S=l.redactSecrets??!0,A=t.redactSecrets??!0;if(S!==A)throw new Error(`baseline ${l.path??l.digest.slice(0,12)} was captured with redactSecrets=${S}, but this command extracts with redactSecrets=${A}; mismatched redaction makes baseline facts hash differently so the baseline would silently stop subtracting. Re-capture the baseline in the matching mode (pgdelta snapshot ${A?"":"--unsafe-show-secrets "}--profile …).`)}let c=l?.factBase,o=(S,A={})=>ct(S,{...A,handlers:r}),d=qt(r),p={...s!==void 0?{policy:s}:{},...a!==void 0?{capability:a}:{},...c!==void 0?{baseline:c}:{}},f=l!==void 0?{digest:l.digest,...l.redactSecrets!==void 0?{redactSecrets:l.redactSecrets}:{},...l.path!==void 0?{path:l.path}:{}}:void 0;return{id:n.id,handlers:r,extract:o,...f!==void 0?{baseline:f}:{},...i!==void 0?{susetGucs:i}:{},planOptions:{...p,profile:{id:n.id},...l!==void 0?{baselineMeta:{digest:l.digest}}:{},...d.size>0?{intentRules:d}:{}},proveOptions:{...p,reextract:S=>o(S)},applyOptions:{...c!==void 0?{baseline:c}:{},reextract:S=>o(S)}}}var aa={kind:"extension",name:"pg_partman"};function sa(e){return`"${e.replaceAll('"','""')}"`}async function oa(e){return(await e.query(`SELECT n.nspname AS schema
       FROM pg_extension e
       JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'pg_partman'`))[0]?.schema??null}var un={extension:"pg_partman",async capture(e,n){let t=await oa(e);if(t===null)return{facts:[],edges:[]};let r=await e.query(`WITH RECURSIVE managed_parents AS (
         SELECT to_regclass(parent_table)::oid AS oid
           FROM ${sa(t)}.part_config
          WHERE to_regclass(parent_table) IS NOT NULL
       ),
       descendants AS (
         SELECT i.inhrelid AS oid
           FROM pg_inherits i
          WHERE i.inhparent IN (SELECT oid FROM managed_parents)
         UNION ALL
         SELECT i.inhrelid
           FROM pg_inherits i
           JOIN descendants d ON i.inhparent = d.oid
       )
       SELECT n.nspname AS schema, c.relname AS name
         FROM descendants d
         JOIN pg_class c ON c.oid = d.oid
         JOIN pg_namespace n ON n.oid = c.relnamespace`),s=[];for(let a of r){let i={kind:"table",schema:String(a.schema),name:String(a.name)};n.has(i)&&s.push({from:i,to:aa,kind:"managedBy"})}return{facts:[],edges:s}}};var er={kind:"extension",name:"pg_cron"};async function ia(e){return(await e.query(`SELECT n.nspname AS schema
       FROM pg_extension e
       JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'pg_cron'`)).length>0}function ca(e){return{kind:"extensionIntent",ext:"pg_cron",intentKind:"job",key:e}}function la(e){return e.length>60?`${e.slice(0,60)}…`:e}function De(e={}){let{defaultJobOwner:n,jobOwnerAliases:t}=e,r=s=>t!==void 0&&Object.hasOwn(t,s)?t[s]??s:s;return{extension:"pg_cron",async capture(s,a){if(!await ia(s))return{facts:[],edges:[]};let l=await s.query(`SELECT jobid, jobname, schedule, command, database, username, active
         FROM cron.job`),c=[],o=new Map;for(let S of l){let A=S.jobname;if(A===null||A===""){c.push({code:qe,severity:"warning",message:`pg_cron job ${S.jobid} (command: ${la(S.command)}) has no jobname and cannot be managed declaratively; name it via cron.schedule('<name>', …)`,context:{ext:"pg_cron",intentKind:"job"}});continue}let R=o.get(A)??[];R.push(S),o.set(A,R)}let d=[],p=[],f=a.has(er);for(let[S,A]of o){if(A.length>1){c.push({code:qe,severity:"warning",message:`pg_cron jobname '${S}' is used by ${A.length} jobs (jobids ${A.map(y=>y.jobid).join(", ")}) and cannot be managed declaratively; jobnames must be unique to be keyed`,context:{ext:"pg_cron",intentKind:"job"}});continue}let R=A[0],T=r(R.username);n!==void 0&&T!==n&&c.push({code:Ln,severity:"warning",message:`pg_cron job '${S}' is owned by role '${T}', not the profile's default job owner '${n}'; reconstructing it requires a superuser connection`,context:{ext:"pg_cron",intentKind:"job"}});let N=ca(S);d.push({id:N,payload:{schedule:R.schedule,command:R.command,database:R.database,username:T,active:R.active}}),f&&p.push({from:N,to:er,kind:"depends"})}return{facts:d,edges:p,diagnostics:c}},intentKinds:{job:{payloadAttrs:["schedule","command","database","username","active"],create(s){let a=s.id.key,i=s.payload,l=n!==void 0&&i.username===n?"NULL":O(i.username);return[{sql:`select cron.schedule_in_database(${O(a)}, ${O(i.schedule)}, ${O(i.command)}, ${O(i.database)}, ${l}, ${i.active})`}]},drop(s){let a=s.id.key;return{sql:`select cron.unschedule(${O(a)})`,dataLoss:"none"}}}},shadowPrecheck:{matchesStatement(s){return/\bcron\s*\.\s*(schedule|schedule_in_database|unschedule|alter_job)\s*\(/i.test(s)},async capable(s){let i=(await s(`SELECT current_setting('cron.database_name', true) AS db,
                current_database() AS cur,
                EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_cron') AS avail`))[0];return i===void 0||!i.avail?{capable:!1,reason:"pg_cron is not available in the shadow (not in shared_preload_libraries)"}:i.db===null||i.db!==i.cur?{capable:!1,reason:`the shadow database "${i.cur}" is not the cron database (cron.database_name = ${i.db===null?"unset":`"${i.db}"`})`}:{capable:!0}}}}}var da=De();var ae=["_analytics","_realtime","_supavisor","auth","cron","etl","extensions","graphql","graphql_public","information_schema","net","pgbouncer","pgmq","pgmq_public","pgsodium","pgsodium_masks","pgtle","realtime","storage","supabase_functions","supabase_migrations","vault"],le=["anon","authenticated","authenticator","cli_login_postgres","dashboard_user","pgbouncer","pgsodium_keyholder","pgsodium_keyiduser","pgsodium_keymaker","pgtle_admin","service_role","supabase_admin","supabase_auth_admin","supabase_etl_admin","supabase_functions_admin","supabase_privileged_role","supabase_read_only_user","supabase_realtime_admin","supabase_replication_admin","supabase_storage_admin","supabase_superuser"],pa=["pg_graphql","pg_stat_statements","pgsodium","supabase_vault"],nr=["supabase_realtime","supabase_realtime_messages_publication"],ke={id:"supabase",assumedRoles:[...le,"postgres"],assumedPublications:["supabase_realtime"],assumedSchemas:[...ae],defaultOwner:"postgres",serialize:[],filter:[{match:{all:[{kind:"extension"},{name:[...pa]}]},action:"exclude"},{match:{all:[{kind:"publication"},{name:[...nr]}]},action:"exclude",audit:{reasonCode:"supabase.system-publication",classification:"acknowledged"}},{match:{all:[{kind:["comment","securityLabel"]},{target:{kind:"publication",name:[...nr]}}]},action:"exclude",audit:{reasonCode:"supabase.system-publication-satellite",classification:"acknowledged"}},{match:{all:[{kind:"extension"},{verb:["add","remove"]}]},action:"include"},{match:{all:[{kind:"trigger"},{schema:[...ae]},{not:{edgeTo:{kind:"function",schema:[...ae]}}},{not:{all:[{schema:"pgmq"},{any:[{idField:{field:"table",glob:"q_*"}},{idField:{field:"table",glob:"a_*"}}]}]}}]},action:"include"},{match:{schema:[...ae]},action:"exclude"},{match:{all:[{kind:"schema"},{name:[...ae]}]},action:"exclude"},{match:{owner:[...le]},action:"exclude"},{match:{all:[{kind:"defaultPrivilege"},{idField:{field:"role",glob:[...le]}}]},action:"exclude"},{match:{all:[{kind:"role"},{name:[...le]}]},action:"exclude"},{match:{all:[{kind:"role"},{name:"postgres"}]},action:"exclude",audit:{reasonCode:"supabase.platform-postgres-role",classification:"acknowledged"}},{match:{all:[{kind:"membership"},{idField:{field:"member",glob:[...le]}}]},action:"exclude"},{match:{all:[{kind:"membership"},{idField:{field:"role",glob:[...le]}}]},action:"exclude"},{match:{all:[{kind:"acl"},{target:{kind:"fdw"}}]},action:"exclude",audit:{reasonCode:"supabase.fdw-acl",classification:"acknowledged"}},{match:{all:[{kind:["acl","comment","securityLabel"]},{any:[{target:{schema:[...ae]}},{target:{kind:"schema",name:[...ae]}}]}]},action:"exclude"}]};var ua=De({...ke.defaultOwner!==void 0?{defaultJobOwner:ke.defaultOwner}:{},jobOwnerAliases:{supabase_read_only_user:"postgres"}}),Me=[un,ua],mn={id:"supabase",handlers:Me,policy:ke};var tr="sluice: the database of this connection";function rr(e){let n=e.intentKinds?.job;return e.extension!=="pg_cron"||n===void 0?e:{...e,async capture(t,r){let s=await e.capture(t,r);if(s.facts.length===0)return s;let[a]=await t.query("select current_database()::text as own"),i=s.facts.map(l=>l.payload.database===a?.own?{...l,payload:{...l.payload,database:null}}:l);return{...s,facts:i}},intentKinds:{...e.intentKinds,job:{...n,create(t,r){let s={...t,payload:{...t.payload,database:t.payload.database??tr}};return n.create(s,r).map(a=>({...a,sql:a.sql.replace(`'${tr}'`,"current_database()")}))}}}}}var Wi=Me.map(rr),Fe=mn.policy??{id:"supabase"},ma=[...Fe.assumedRoles??[],"postgres"],ga=["anon","authenticated","service_role","authenticator"],fa={all:[{kind:"membership"},{idField:{field:"member",glob:[...ga]}},{not:{all:[{idField:{field:"member",glob:["authenticator"]}},{idField:{field:"role",glob:Fe.assumedRoles??[]}}]}}]},de={...Fe,filter:[{match:{all:[{kind:"membership"},{not:{idField:{field:"member",glob:ma}}}]},action:"include"},{match:fa,action:"include"},{match:{all:[{kind:"policy"},{schema:["storage","realtime"]}]},action:"include"},...Fe.filter??[]]},sr=re(de),Yi=sr.assumedSchemas,Ji=sr.assumedRoles,gn="supabase_migrations",ar="sluice_quarantine",Ea=["sluice_observe_end","sluice_observe_drop"],ha={id:"sluice",filter:[{match:{schema:[gn,ar]},action:"exclude"},{match:{all:[{kind:"schema"},{name:[gn,ar]}]},action:"exclude"},{match:{all:[{kind:"eventTrigger"},{name:[...Ea]}]},action:"exclude"}]},Vi={...de,filter:[...ha.filter??[],...de.filter??[]],assumedSchemas:(de.assumedSchemas??[]).filter(e=>e!==gn)};function or({managed:e,unmodelled:n}){let t=e.facts().filter(({id:r})=>!e.isReferenceOnly(r)).map(({id:r})=>`${h(r)} ${e.hashOf(r)}`);for(let{from:r,to:s,kind:a}of e.edges)a==="owner"&&!e.isReferenceOnly(r)&&t.push(`${h(r)} of ${h(s)}`);for(let[r,s]of n)t.push(`${r} ${s.definition}`);return Sa("sha256").update(t.sort().join(`
`)).digest("hex")}var Aa=["table","view","materializedView","foreignTable","sequence","function","procedure","aggregate","type","domain","collation"];function cr(e,n=()=>!0){let{rooted:t,edges:r}=ba(e);return{has:s=>t.has(s)&&n(s),part(s){let a=t.get(s)??[],i=a.map(({id:l})=>h(l));return{facts:a,edges:r.get(s)??[],referenceOnly:i.filter(l=>e.referenceOnly.has(l))}}}}function ba(e){let n=[],t=new Map,r=new Map;for(let a of e.facts()){let i=_a(a,e);r.set(h(a.id),i),i===""?n.push(a):ir(t,i,a)}let s=new Map;for(let a of e.edges)ir(s,r.get(h(a.from))??"",a);return{common:n,rooted:t,edges:s}}function ir(e,n,t){let r=e.get(n);r===void 0?e.set(n,[t]):r.push(t)}function _a(e,n){for(let t=e;t!==void 0;){if(Aa.includes(t.id.kind))return Na(t.id);t=t.parent===void 0?void 0:n.get(t.parent)}return""}function Na(e){let n="schema"in e?e.schema:null,t="name"in e?e.name:"";return JSON.stringify([e.kind,n,t,"args"in e?e.args.join(", "):null])}var pe=class{unmodelled;isComplete;takenOver=new Map;digests;#e=null;#n=null;constructor(n,t=null){this.unmodelled=n??new Map,this.isComplete=n!==null,this.digests=t}get managed(){return Zt(this.view,de)}get projectFingerprint(){return this.#n??=or(this),this.#n}get roots(){return cr(this.managed)}columnId(n,t,r){let s=this.identities;return this.#e?.of!==s&&(this.#e={of:s,ids:Ra(s)}),this.#e.ids.get(dr(n,t,r))??null}};function Ra(e){let n=[...e].filter(([,{kind:t}])=>t==="column");return new Map(n.map(([t,{schema:r,table:s,name:a}])=>[dr(r,s,a),t]))}var lr=class e extends pe{view;identities;#e={managed:null};constructor(n,t,r,s){super(r,s),this.view=n,this.identities=t}elsewhere(n,t){let r=new e(this.view,n,this.unmodelled,t);return r.#e=this.#e,r}get managed(){return this.#e.managed??=super.managed,this.#e.managed}get fingerprint(){let n=Oa("sha256").update(this.view.rootHash);for(let[t,r]of[...this.unmodelled].sort(([s],[a])=>s<a?-1:1))n.update(`
${t}
${r.definition}`);return n.digest("hex")}};function dr(e,n,t){return JSON.stringify([e,n,t])}function oc(e){if(e instanceof pe)return e;throw new fn("internal",{message:"A snapshot was handed in that the schema room did not make.",remedy:"Report this with the output of the run."})}var pr=class extends pe{view;identities=new Map;takenOver;constructor(n,t,r=null,s=new Map){super(t,r),this.view=n,this.takenOver=s}get managed(){return this.view}get fingerprint(){let n=[...this.unmodelled].map(([t,{definition:r}])=>`${t} ${r}`).sort();return Ta("sha256").update([this.view.rootHash,...n].join(`
`)).digest("hex")}};export{qe as a,wn as b,An as c,ya as d,La as e,h as f,X as g,Y as h,B as i,fr as j,Er as k,ct as l,u as m,me as n,lt as o,Br as p,on as q,Hr as r,Wr as s,Vo as t,ri as u,ii as v,Kt as w,te as x,re as y,Ei as z,Zt as A,hi as B,ra as C,Wi as D,ga as E,Yi as F,Ji as G,gn as H,Ea as I,ha as J,Vi as K,cr as L,ba as M,_a as N,or as O,pe as P,lr as Q,oc as R,pr as S};

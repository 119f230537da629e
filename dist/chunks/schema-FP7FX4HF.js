import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
import{a as Ie}from"./chunk-K7MUWKUQ.js";import{a as Ee,b as $e}from"./chunk-AGZT2Q34.js";import"./chunk-TMO26DSA.js";function mt(e,n,t){let r=new Map;for(let{kind:c,schema:i,table:d,name:p,verb:m}of t){let f=c==="table"?p:d;i===null||f===null||m==="data"||r.set(JSON.stringify([i,f]),{schema:i,name:f})}let o=[...r.values()].flatMap(({schema:c,name:i})=>{let d={kind:"table",schema:c,name:i};return n.has(d)||e.has(d)?[Qs(d,c,i,e,n)]:[]});if(o.length===0)return null;let s=o.flatMap(({schema:c,name:i})=>to(n,c,i)),a=new Set(o.map(({schema:c,name:i})=>JSON.stringify([c,i]))),l=s.flatMap(({to:c})=>{let i=JSON.stringify([c.schema,c.table]);return a.has(i)?[]:(a.add(i),[{schema:c.schema,name:c.table,change:"unchanged",columns:[]}])});return{tables:[...o,...l],relations:s}}function Qs(e,n,t,r,o){let s=r.has(e)?o.has(e)?"altered":"dropped":"created";return{schema:n,name:t,change:s,columns:Zs(e,r,o)}}function Zs(e,n,t){let r=no(e,t.has(e)?t:n),o=t.has(e)?[t,n]:[n],s=new Set;return o.flatMap(a=>a.childrenOf(e).filter(l=>l.id.kind==="column").sort((l,c)=>ut(l.payload)-ut(c.payload)).flatMap(l=>{if(l.id.kind!=="column"||s.has(l.id.name))return[];s.add(l.id.name);let{type:c}=l.payload;return[{name:l.id.name,type:typeof c=="string"?c:"",key:r.get(l.id.name)??null,change:eo(l.id,n,t)}]}))}function ut(e){let n=e._position;return typeof n=="number"?n:0}function eo(e,n,t){return n.has(e)?t.has(e)?n.rollupOf(e)===t.rollupOf(e)?"unchanged":"altered":"dropped":"created"}function no(e,n){let t=new Map;for(let r of n.childrenOf(e)){let o=r.id.kind==="constraint"?r.payload.type:null;if(!(o!=="p"&&o!=="f"))for(let s of n.outgoingEdges(r.id))s.to.kind!=="column"||!("name"in e)||s.to.table!==e.name||t.get(s.to.name)!=="primary"&&t.set(s.to.name,o==="p"?"primary":"foreign")}return t}function to(e,n,t){let r={kind:"table",schema:n,name:t};return e.childrenOf(r).flatMap(o=>{if(o.id.kind!=="constraint"||o.payload.type!=="f")return[];let s=e.outgoingEdges(o.id).flatMap(({to:i})=>i.kind==="column"?[i]:[]),a=s.filter(i=>i.schema===n&&i.table===t),c=s.find(i=>i.schema!==n||i.table!==t)??a[0];return c===void 0?[]:[{from:{schema:n,table:t},to:{schema:c.schema,table:c.table},name:o.id.name,optional:a.some(i=>e.get(i)?.payload.notNull!==!0)}]})}var Pe="intent-unkeyed",ft="intent-privileged",nn="user-mapping-unreadable";var gt=["schema","role","extension","language","eventTrigger","publication","subscription","fdw","server"],Et=["table","view","materializedView","foreignTable","sequence","index","collation","domain","type"],ht=["column","constraint","trigger","rule","policy","default"],Le=["function","procedure","aggregate"],bt=["column","constraint","default","index","materializedView"],St=[["domain","constraint"]];function yt(e){return"target"in e}var Ua=[...gt,...Et,...ht,...Le,"membership","userMapping","typeAttribute","publicationRel","publicationSchema","comment","acl","securityLabel","defaultPrivilege","extensionIntent"];var _t=new Set(gt),At=new Set(Et),Ot=new Set(ht),Nt=new Set(Le),ro=/[.:(),"\s]/;function W(e){return e===""||ro.test(e)?`"${e.replaceAll('"','""')}"`:e}function u(e){let n=e.kind;switch(n){case"membership":return`membership:${W(e.role)}.${W(e.member)}`;case"userMapping":return`userMapping:${W(e.server)}.${W(e.role)}`;case"typeAttribute":return`typeAttribute:${W(e.schema)}.${W(e.type)}.${W(e.name)}`;case"publicationRel":return`publicationRel:${W(e.publication)}.${W(e.schema)}.${W(e.table)}`;case"publicationSchema":return`publicationSchema:${W(e.publication)}.${W(e.schema)}`;case"comment":return`comment:(${u(e.target)})`;case"acl":return`acl:(${u(e.target)}).${W(e.grantee)}${e.column!==void 0?`.${W(e.column)}`:""}`;case"securityLabel":return`securityLabel:(${u(e.target)}).${W(e.provider)}`;case"defaultPrivilege":return`defaultPrivilege:${W(e.role)}.${W(e.schema??"")}.${W(e.objtype)}.${W(e.grantee)}`;case"extensionIntent":return`extensionIntent:${W(e.ext)}.${W(e.intentKind)}.${W(e.key)}`;default:if(_t.has(n))return`${n}:${W(e.name)}`;if(At.has(n)){let t=e;return`${n}:${W(t.schema)}.${W(t.name)}`}if(Ot.has(n)){let t=e;return`${n}:${W(t.schema)}.${W(t.table)}.${W(t.name)}`}if(Nt.has(n)){let t=e;return`${n}:${W(t.schema)}.${W(t.name)}(${t.args.map(W).join(",")})`}throw new Error(`encodeId: unknown kind ${String(n)}`)}}var wn=class{input;pos=0;constructor(n){this.input=n}peek(){return this.input[this.pos]}expect(n){if(this.input[this.pos]!==n)throw new Error(`parseId: expected '${n}' at position ${this.pos} in '${this.input}'`);this.pos++}readSegment(){if(this.peek()==='"')return this.readQuotedSegment();let n=this.pos;for(;this.pos<this.input.length&&!/[.:(),)]/.test(this.input[this.pos]);)this.pos++;if(this.pos===n)throw new Error(`parseId: empty segment at position ${this.pos} in '${this.input}'`);return this.input.slice(n,this.pos)}readQuotedSegment(){this.pos++;let n="";for(;;){let t=this.input[this.pos];if(t===void 0)throw new Error(`parseId: unterminated quote in '${this.input}'`);if(t==='"')if(this.input[this.pos+1]==='"')n+='"',this.pos+=2;else return this.pos++,n;else n+=t,this.pos++}}atEnd(){return this.pos>=this.input.length}};function tn(e){let n=e.pos;for(;e.pos<e.input.length&&/[a-zA-Z]/.test(e.input[e.pos]);)e.pos++;let t=e.input.slice(n,e.pos);if(e.expect(":"),_t.has(t))return{kind:t,name:e.readSegment()};if(At.has(t)){let r=e.readSegment();e.expect(".");let o=e.readSegment();return{kind:t,schema:r,name:o}}if(Ot.has(t)){let r=e.readSegment();e.expect(".");let o=e.readSegment();e.expect(".");let s=e.readSegment();return{kind:t,schema:r,table:o,name:s}}if(Nt.has(t)){let r=e.readSegment();e.expect(".");let o=e.readSegment();e.expect("(");let s=[];if(e.peek()!==")")for(;;){if(s.push(e.readSegment()),e.peek()===","){e.pos++;continue}break}return e.expect(")"),{kind:t,schema:r,name:o,args:s}}switch(t){case"membership":{let r=e.readSegment();e.expect(".");let o=e.readSegment();return{kind:t,role:r,member:o}}case"userMapping":{let r=e.readSegment();e.expect(".");let o=e.readSegment();return{kind:t,server:r,role:o}}case"typeAttribute":{let r=e.readSegment();e.expect(".");let o=e.readSegment();e.expect(".");let s=e.readSegment();return{kind:t,schema:r,type:o,name:s}}case"publicationRel":{let r=e.readSegment();e.expect(".");let o=e.readSegment();e.expect(".");let s=e.readSegment();return{kind:t,publication:r,schema:o,table:s}}case"publicationSchema":{let r=e.readSegment();e.expect(".");let o=e.readSegment();return{kind:t,publication:r,schema:o}}case"comment":{e.expect("(");let r=tn(e);return e.expect(")"),{kind:t,target:r}}case"acl":{e.expect("(");let r=tn(e);e.expect(")"),e.expect(".");let o=e.readSegment();return e.peek()==="."?(e.pos++,{kind:t,target:r,grantee:o,column:e.readSegment()}):{kind:t,target:r,grantee:o}}case"securityLabel":{e.expect("(");let r=tn(e);e.expect(")"),e.expect(".");let o=e.readSegment();return{kind:t,target:r,provider:o}}case"defaultPrivilege":{let r=e.readSegment();e.expect(".");let o=e.readSegment();e.expect(".");let s=e.readSegment();e.expect(".");let a=e.readSegment();return{kind:t,role:r,schema:o===""?null:o,objtype:s,grantee:a}}case"extensionIntent":{let r=e.readSegment();e.expect(".");let o=e.readSegment();e.expect(".");let s=e.readSegment();return{kind:t,ext:r,intentKind:o,key:s}}default:throw new Error(`parseId: unknown kind '${t}' in '${e.input}'`)}}function de(e){let n=new wn(e),t=tn(n);if(!n.atEnd())throw new Error(`parseId: trailing input at position ${n.pos} in '${e}'`);return t}import{createHash as so}from"node:crypto";function Ae(e){if(e===null)return"null";switch(typeof e){case"string":return JSON.stringify(e);case"boolean":return e?"true":"false";case"bigint":return`${e}n`;case"number":if(!Number.isFinite(e))throw new Error(`canonicalize: non-finite number ${e}`);return JSON.stringify(e===0?0:e);case"undefined":throw new Error("canonicalize: undefined is only allowed as an (omitted) object value");case"object":return Array.isArray(e)?`[${e.map(t=>{if(t===void 0)throw new Error("canonicalize: arrays must not contain undefined");return Ae(t)}).join(",")}]`:`{${Object.keys(e).filter(t=>e[t]!==void 0&&!t.startsWith("_")).sort().map(t=>`${JSON.stringify(t)}:${Ae(e[t])}`).join(",")}}`;default:throw new Error(`canonicalize: unsupported type ${typeof e}`)}}var Rt=new WeakMap,Tn=new Map,wt=1<<24,$n=0;function In(e){let n=Tn.get(e);if(n!==void 0)return n;let t=so("sha256").update(e).digest("hex");return e.length>wt||($n>=wt&&(Tn.clear(),$n=0),Tn.set(e,t),$n+=e.length),t}function rn(e){if(e===null||typeof e!="object")return In(Ae(e));let n=Rt.get(e);if(n!==void 0)return n;let t=In(Ae(e));return Rt.set(e,t),t}function sn(e){return In(e)}var Z=e=>e.kind==="owner"&&e.to.kind==="role",Ln=class{diagnostics=[];source;referenceOnly;#e=new Map;#n=new Map;#r=new Map;#t=new Map;#s=new Map;#o=[];#i=new Map;#c=new Map;#a;constructor(n,t,r="liveDb",o=new Set,s={}){this.source=r,this.referenceOnly=o;for(let i of n){let d=u(i.id);if(this.#e.has(d))throw new Error(`FactBase: duplicate fact id ${d}`);this.#e.set(d,{fact:i,encoded:d,parentKey:i.parent===void 0?void 0:u(i.parent),hash:rn(i.payload)})}for(let i of this.#e.values()){let d=i.parentKey;if(d===void 0)continue;if(!this.#e.has(d))throw new Error(`FactBase: fact ${i.encoded} references missing parent ${d}`);let p=this.#n.get(d)??[];p.push(i),this.#n.set(d,p)}for(let i of this.#n.values())i.sort((d,p)=>d.encoded<p.encoded?-1:1);let a=new Set,l=[],c=new Set;for(let i of this.#e.values()){if(a.has(i.encoded))continue;l.length=0,c.clear();let d=i;for(;d!==void 0&&!a.has(d.encoded);){if(c.has(d.encoded)){let p=l.indexOf(d.encoded),m=[...l.slice(p),d.encoded];throw new Error(`FactBase: parent cycle (no root) among facts ${m.join(" -> ")}`)}if(c.add(d.encoded),l.push(d.encoded),d.parentKey===void 0)break;d=this.#e.get(d.parentKey)}for(let p of l)a.add(p)}for(let i of t){let d=u(i.from),p=u(i.to),m=this.#e.has(d),f=this.#e.has(p);if(!m||!f){if(s.allowDangling?.(i)){if(this.#o.push(i),m&&this.#l(d,p,i),f){let O=this.#t.get(p)??[];O.push(i),this.#t.set(p,O)}continue}this.diagnostics.push({code:"dangling_edge",severity:"warning",subject:m?i.to:i.from,message:`edge ${d} -[${i.kind}]-> ${p} references a fact not in the base`});continue}this.#o.push(i),this.#l(d,p,i);let h=this.#t.get(p)??[];h.push(i),this.#t.set(p,h)}}#l(n,t,r){let o=this.#r.get(n)??[];o.push(r),this.#r.set(n,o);let s=this.#s.get(n)??[];s.push(`${n}-[${r.kind}]->${t}`),this.#s.set(n,s)}get edges(){return this.#o}getByEncoded(n){return this.#e.get(n)?.fact}facts(){return[...this.#e.values()].map(n=>n.fact)}get(n){return this.#e.get(u(n))?.fact}has(n){return this.#e.has(u(n))}isReferenceOnly(n){return this.referenceOnly.has(u(n))}hashOf(n){let t=this.#e.get(u(n));if(!t)throw new Error(`FactBase: unknown fact ${u(n)}`);return t.hash}childrenOf(n){return(this.#n.get(u(n))??[]).map(t=>t.fact)}outgoingEdges(n){return this.#r.get(u(n))??[]}incomingEdges(n){return this.#t.get(u(n))??[]}incomingEdgesByEncoded(n){return this.#t.get(n)??[]}roots(){return[...this.#e.values()].filter(n=>n.fact.parent===void 0).sort((n,t)=>n.encoded<t.encoded?-1:1).map(n=>n.fact)}rollupOf(n){return this.#d(u(n))}#d(n){let t=this.#i.get(n);if(t!==void 0)return t;let r=this.#e.get(n);if(!r)throw new Error(`FactBase: unknown fact ${n}`);let o=(this.#n.get(n)??[]).map(l=>`${l.encoded}=${this.#d(l.encoded)}`),s=(this.#s.get(n)??[]).sort(),a=sn(`F|${r.hash}|C|${o.join(",")}|E|${s.join(",")}`);return this.#i.set(n,a),a}structuralRollupOf(n){return this.#p(u(n))}#p(n){let t=this.#c.get(n);if(t!==void 0)return t;let r=this.#e.get(n);if(!r)throw new Error(`FactBase: unknown fact ${n}`);let o=(this.#n.get(n)??[]).map(a=>this.#p(a.encoded)).sort(),s=sn(`S|${r.hash}|C|${o.join(",")}`);return this.#c.set(n,s),s}get rootHash(){if(this.#a===void 0){let n=this.roots().map(t=>`${u(t.id)}=${this.rollupOf(t.id)}`);this.#a=sn(`ROOT|${n.join(",")}`)}return this.#a}};function X(e,n,t="liveDb",r=new Set,o={}){return new Ln(e,n,t,r,o)}var Tt=1;function kn(e){if(Array.isArray(e))return e.map(kn);if(e!==null&&typeof e=="object"){let n=e;if(typeof n.$bigint=="string"&&Object.keys(n).length===1)return BigInt(n.$bigint);let t={};for(let[r,o]of Object.entries(n))t[r]=kn(o);return t}return e}function $t(e){let n=JSON.parse(e);if(n.formatVersion!==Tt)throw new Error(`snapshot formatVersion ${n.formatVersion} is not supported (expected ${Tt})`);let t=n.facts.map(s=>({id:de(s.id),...s.parent!==void 0?{parent:de(s.parent)}:{},payload:kn(s.payload)})),r=n.edges.map(s=>({from:de(s.from),to:de(s.to),kind:s.kind})),o=X(t,r,"snapshot");if(o.rootHash!==n.digest)throw new Error(`snapshot digest mismatch — content is corrupt or was edited (expected ${n.digest}, computed ${o.rootHash})`);return o.diagnostics.push(...(n.diagnostics??[]).map(s=>({code:s.code,severity:s.severity,...s.subject!==void 0?{subject:de(s.subject)}:{},message:s.message,...s.context!==void 0?{context:s.context}:{}}))),{factBase:o,pgVersion:n.pgVersion,...n.redactSecrets!==void 0?{redactSecrets:n.redactSecrets}:{},...n.profile!==void 0?{profile:n.profile}:{}}}function xn(e){return`${u(e.from)}|${e.kind}|${u(e.to)}`}function he(e,n){let t=[],r=i=>{let d=u(i);return e.referenceOnly.has(d)||n.referenceOnly.has(d)},o=(i,d,p)=>{if(!r(d.id)){t.push(p==="add"?{verb:p,fact:d}:{verb:p,fact:d});for(let m of i.outgoingEdges(d.id))t.push(p==="add"?{verb:"link",edge:m}:{verb:"unlink",edge:m})}for(let m of i.childrenOf(d.id))o(i,m,p)},s=i=>{if(r(i))return;let d=e.get(i),p=n.get(i);if(d&&p){if(e.hashOf(i)!==n.hashOf(i)){let h=new Set([...Object.keys(d.payload),...Object.keys(p.payload)]);for(let O of[...h].sort()){if(O.startsWith("_"))continue;let _=d.payload[O],R=p.payload[O],$=_===void 0?" absent":Ae(_),I=R===void 0?" absent":Ae(R);$!==I&&t.push({verb:"set",id:i,attr:O,from:_,to:R})}}let m=new Map(e.outgoingEdges(i).map(h=>[xn(h),h])),f=new Map(n.outgoingEdges(i).map(h=>[xn(h),h]));for(let[h,O]of m)f.has(h)||t.push({verb:"unlink",edge:O});for(let[h,O]of f)m.has(h)||t.push({verb:"link",edge:O})}},a=i=>{let d=e.has(i),p=n.has(i);if(d&&p&&e.rollupOf(i)===n.rollupOf(i))return;if(d&&!p){o(e,e.get(i),"remove");return}if(!d&&p){o(n,n.get(i),"add");return}s(i);let m=new Map;if(d)for(let f of e.childrenOf(i))m.set(u(f.id),f.id);if(p)for(let f of n.childrenOf(i))m.set(u(f.id),f.id);for(let f of m.values())a(f)},l=new Map;for(let i of e.roots())l.set(u(i.id),i.id);for(let i of n.roots())l.set(u(i.id),i.id);for(let i of l.values())a(i);let c=t.map(i=>({key:oo(i),delta:i}));return c.sort((i,d)=>i.key<d.key?-1:i.key>d.key?1:0),c.map(i=>i.delta)}function Be(e){switch(e.verb){case"add":case"remove":return e.fact.id;case"set":return e.id;case"link":case"unlink":return e.edge.from}}function oo(e){let n=e.verb==="set"?e.attr:e.verb==="link"||e.verb==="unlink"?xn(e.edge):"";return`${u(Be(e))}|${e.verb}|${n}`}var ao={usingExpr:"USING",checkExpr:"WITH CHECK",withCheckExpr:"WITH CHECK",expr:"default",type:"type",def:"definition",reloptions:"options",replicaIdentity:"replica identity",generatedExpr:"generated expression",persistence:"persistence"},io={notNull:["NOT NULL added","NOT NULL removed"],rowSecurity:["row level security enabled","row level security disabled"],forceRowSecurity:["row level security forced for the owner","row level security not forced any more"],validated:["validated","not validated any more"],permissive:["permissive","restrictive"]};function an(e,n){if(e.verb==="link")return`owner → ${"name"in e.edge.to?e.edge.to.name:""}`;if(e.verb==="unlink")return null;if(e.verb==="add")return`${n} ${on(e.fact.payload.expr)}`.trim();if(e.verb==="remove")return`${n} ${on(e.fact.payload.expr)} removed`;let{attr:t,from:r,to:o}=e,s=io[t];if(s!==void 0&&typeof o=="boolean")return o?s[0]:s[1];if(t==="values"&&Array.isArray(r)&&Array.isArray(o))return lo(r,o);let a=ao[t]??po(t);return It(r)||It(o)?a:`${a} ${on(r)} → ${on(o)}`}function Lt(e,n,t){let[r,o]=co(e),s=o.filter(c=>!r.includes(c)).map(c=>`+${c}`),a=r.filter(c=>!o.includes(c)).map(c=>`−${c}`);if(s.length+a.length===0)return e.verb==="set"?`grants of ${n}`:null;let l=t===null?"":` on column ${t}`;return`${n===""?"PUBLIC":n}: ${[...s,...a].join(" ")}${l}`}function co(e){switch(e.verb){case"add":return[[],ke(e.fact.payload.privileges)];case"remove":return[ke(e.fact.payload.privileges),[]];case"set":return e.attr==="privileges"?[ke(e.from),ke(e.to)]:[[],[]];default:return[[],[]]}}function ke(e){return Array.isArray(e)?e.filter(n=>typeof n=="string"):[]}function lo(e,n){let[t,r]=[ke(e),ke(n)],o=r.filter(a=>!t.includes(a)).map(a=>`+ '${a}'`),s=t.filter(a=>!r.includes(a)).map(a=>`− '${a}'`);return[...o,...s].join(", ")||"order of values"}function on(e){return e==null?"—":typeof e=="string"?e:JSON.stringify(e)}function It(e){return typeof e=="string"?e.length>200||e.includes(`
`):!1}function po(e){return e.replace(/([a-z])([A-Z])/gu,"$1 $2").toLowerCase()}function xt(e,n){let t=new Map,r=he(e,n),o=new Map;for(let s of r)s.verb==="add"?o.set(u(s.fact.id),"create"):s.verb==="remove"&&o.set(u(s.fact.id),"drop");for(let s of r){let a=uo(s);if(a===null)continue;let{object:l,detail:c}=mo(s,a),i=fo(l);if(i!==null&&o.get(u(i))!==void 0)continue;let d=u(l),p=o.get(d)??"alter";if(p!=="alter"&&u(a)!==d)continue;let m=t.get(d)??{verb:p,id:l,details:[]};c!==null&&!m.details.includes(c)&&m.details.push(c),t.set(d,m)}return[...t.values()].filter(({verb:s,details:a})=>s!=="alter"||a.length>0).map(s=>go(s,e,n))}function uo(e){switch(e.verb){case"add":case"remove":return e.fact.id;case"set":return e.id;case"link":case"unlink":return e.edge.kind==="owner"?e.edge.from:null}}function mo(e,n){let t=e.verb==="add";switch(n.kind){case"acl":return{object:cn(n.target),detail:Lt(e,n.grantee,n.column??null)};case"comment":return{object:cn(n.target),detail:e.verb==="remove"?"comment removed":"comment"};case"securityLabel":return{object:cn(n.target),detail:"security label"};case"default":return{object:{...n,kind:"column"},detail:an(e,"default")};case"publicationRel":return{object:{kind:"publication",name:n.publication},detail:`${t?"+":"−"} ${n.schema}.${n.table}`};case"publicationSchema":return{object:{kind:"publication",name:n.publication},detail:`${t?"+":"−"} schema ${n.schema}`};case"typeAttribute":return{object:{kind:"type",schema:n.schema,name:n.type},detail:e.verb==="set"?`${n.name}: ${an(e,e.attr)??""}`:`${t?"+":"−"} ${n.name}`};default:return{object:n,detail:e.verb==="set"||e.verb==="link"?an(e,""):null}}}function cn(e){return e.kind==="default"?{...e,kind:"column"}:"target"in e?cn(e.target):e}function fo(e){return e.kind==="column"||e.kind==="constraint"?{kind:"table",schema:e.schema,name:e.table}:null}function go(e,n,t){let{verb:r,id:o,details:s}=e;return{verb:r,kind:o.kind==="extensionIntent"?`${o.ext} ${o.intentKind}`:o.kind,schema:"schema"in o&&o.kind!=="defaultPrivilege"?o.schema:null,table:ho(o,n,t),name:Eo(o),from:null,details:r==="create"&&o.kind==="table"?[bo(o,t)]:s,destroysData:r==="drop"&&So(o,n),column:o.kind==="column"?{before:kt(o,n),after:kt(o,t)}:null,unmodelled:null}}function Eo(e){switch(e.kind){case"function":case"procedure":case"aggregate":return`${e.name}(${e.args.join(", ")})`;case"membership":return`${e.member} in ${e.role}`;case"userMapping":return`${e.role} on ${e.server}`;case"defaultPrivilege":return`${e.objtype} of ${e.role}${e.schema===null?"":` in ${e.schema}`} for ${e.grantee}`;case"extensionIntent":return e.key;default:return"name"in e?e.name:u(e)}}function ho(e,n,t){if("table"in e)return e.table;if(e.kind!=="index")return null;let r=(t.get(e)??n.get(e))?.parent;return r!==void 0&&"name"in r?r.name:null}function bo(e,n){let t=n.childrenOf(e).filter(r=>r.id.kind==="column").length;return t===1?"1 column":`${t} columns`}function So(e,n){return e.kind==="table"?!0:e.kind!=="column"?!1:n.get(e)?.parent?.kind==="table"&&n.get(e)?.payload.generatedExpr===null}function kt(e,n){let t=n.get(e);if(t===void 0||e.kind!=="column")return null;let{type:r,notNull:o,identity:s,generatedExpr:a}=t.payload;return{type:typeof r=="string"?r:"",notNull:o===!0,hasDefault:n.has({...e,kind:"default"}),generated:(s??null)!==null||(a??null)!==null}}var yo={r:"table",p:"table",v:"view",m:"materializedView",i:"index",I:"index",S:"sequence",f:"foreignTable"},_o=`
with user_namespace as (
  select oid, nspname from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'
)
select 'n/' || oid as id, 'schema' as kind, null as schema, null as "table", nspname as name, null as arguments from user_namespace
union all
select 'c/' || c.oid, c.relkind::text, n.nspname, null, c.relname, null
from pg_catalog.pg_class c join user_namespace n on n.oid = c.relnamespace
where c.relkind in ('r','p','v','m','i','I','S','f')
  and not exists (select 1 from pg_catalog.pg_constraint k where k.conindid = c.oid and k.conrelid <> 0 and k.contype in ('p','u','x'))
union all
select 'c/' || c.oid || '/' || a.attnum, 'column', n.nspname, c.relname, a.attname, c.relkind::text
from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join user_namespace n on n.oid = c.relnamespace
where a.attnum > 0 and not a.attisdropped and c.relkind in ('r','p','f')
union all
select 'k/' || k.oid, 'constraint', n.nspname, c.relname, k.conname, null
from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid join user_namespace n on n.oid = c.relnamespace
where k.contype <> 'n' and k.conparentid = 0 and k.coninhcount = 0
union all
select 't/' || t.oid, 'trigger', n.nspname, c.relname, t.tgname, null
from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join user_namespace n on n.oid = c.relnamespace
where not t.tgisinternal and t.tgparentid = 0
union all
select 'p/' || p.oid, 'policy', n.nspname, c.relname, p.polname, null
from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid join user_namespace n on n.oid = c.relnamespace
union all
select 'y/' || t.oid, case when t.typtype = 'd' then 'domain' else 'type' end, n.nspname, null, t.typname, null
from pg_catalog.pg_type t join user_namespace n on n.oid = t.typnamespace
left join pg_catalog.pg_class c on c.oid = t.typrelid
where t.typtype in ('e','d','r') or (t.typtype = 'c' and c.relkind = 'c')
union all
select 'e/' || e.oid, 'enumValue', n.nspname, t.typname, e.enumlabel, null
from pg_catalog.pg_enum e join pg_catalog.pg_type t on t.oid = e.enumtypid join user_namespace n on n.oid = t.typnamespace
union all
select 'f/' || f.oid, case when f.prokind = 'p' then 'procedure' else 'function' end, n.nspname, null, f.proname,
  pg_catalog.pg_get_function_identity_arguments(f.oid)
from pg_catalog.pg_proc f join user_namespace n on n.oid = f.pronamespace
where f.prokind in ('f','p','w')
`;async function Mt(e){let{rows:n}=await e.query(_o);return new Map(n.map(({id:t,kind:r,...o})=>[t,{...o,kind:yo[r]??r}]))}function Ft(e,n){let t=new Set([...n.values()].map(vt)),r=[];for(let[o,s]of e){let a=n.get(o);if(a===void 0||a.kind!==s.kind)continue;let l=!Ao(s)&&s.schema!==a.schema&&!Oo(e,n,s,a);if(s.name===a.name&&!l)continue;let c={...a,schema:l?s.schema:a.schema,name:s.name};r.push({kind:s.kind,before:{schema:s.schema,table:s.table,name:s.name},after:{schema:a.schema,table:a.table,name:a.name},inverseSql:t.has(vt(c))?null:Dt(a,c),forwardSql:Dt({...a,...c},a)})}return r.sort((o,s)=>Ct(o.kind)-Ct(s.kind))}function Ao(e){return e.table!==null||e.kind==="schema"||e.kind==="index"}function Oo(e,n,t,r){for(let[o,s]of e)if(s.kind==="schema"&&s.name===t.schema)return n.get(o)?.name===r.schema;return!1}function vt({kind:e,schema:n,table:t,name:r,arguments:o}){let s=["table","view","materializedView","index","sequence","foreignTable"].includes(e)?"relation":e;return JSON.stringify([s,n,t,r,e==="column"?null:o])}function Ct(e){return["column","constraint","trigger","policy","enumValue"].includes(e)?0:e==="schema"?2:1}var No={table:"table",view:"view",materializedView:"materialized view",index:"index",sequence:"sequence",foreignTable:"foreign table",type:"type",domain:"domain",function:"function",procedure:"procedure"};function Dt(e,n){let t=`${V(e.schema??"")}.${V(e.table??"")}`;switch(e.kind){case"schema":return`alter schema ${V(e.name)} rename to ${V(n.name)}`;case"column":return`alter ${e.arguments==="f"?"foreign table":"table"} ${t} rename column ${V(e.name)} to ${V(n.name)}`;case"constraint":return`alter table ${t} rename constraint ${V(e.name)} to ${V(n.name)}`;case"trigger":case"policy":return`alter ${e.kind} ${V(e.name)} on ${t} rename to ${V(n.name)}`;case"enumValue":return`alter type ${t} rename value ${jt(e.name)} to ${jt(n.name)}`;default:return Ro(e,n)}}function Ro(e,n){let t=No[e.kind]??e.kind,r=e.arguments===null?"":`(${e.arguments})`,[o,s]=[V(e.schema??""),V(n.schema??"")],a=e.name===n.name?[]:[`alter ${t} ${o}.${V(e.name)}${r} rename to ${V(n.name)}`],l=e.schema===n.schema?[]:[`alter ${t} ${o}.${V(n.name)}${r} set schema ${s}`];return[...a,...l].join(`;
`)}function V(e){return`"${e.replaceAll('"','""')}"`}function jt(e){let n=e.replaceAll("'","''");return n.includes("\\")?`E'${n.replaceAll("\\","\\\\")}'`:`'${n}'`}var wo="57014";function To(e){return e.startsWith("pg_")}function $o(e){let n=e.replace(/\s+/g," ").trim(),t=/\bFROM\s+(?:pg_catalog\.)?(\w+)/i.exec(n),r=n.slice(0,60);return t?`${t[1]} (${r}…)`:r}var ln=class extends Error{code="extraction_timeout";queryLabel;timeoutMs;diagnostic;constructor(n,t){super(`extraction query ${n} exceeded the ${t}ms statement_timeout budget`),this.name="ExtractionTimeoutError",this.queryLabel=n,this.timeoutMs=t,this.diagnostic={code:this.code,severity:"error",message:this.message,context:{queryLabel:n,timeoutMs:t}}}};function Pt(e){let n=new Set(e.map(o=>u(o.id))),t=[],r=[];for(let o of e){if("target"in o.id){let s=u(o.id.target);if(!n.has(s)){r.push({code:"orphaned_satellite",severity:"info",subject:o.id,message:`dropped ${o.id.kind} whose target ${s} was not extracted (filtered)`});continue}}t.push(o)}return{facts:t,diagnostics:r}}var qe="('pg_catalog', 'information_schema')",Y=`
  n.nspname NOT IN ${qe}
  AND n.nspname NOT LIKE 'pg\\_toast%'
  AND n.nspname NOT LIKE 'pg\\_temp%'`;function J(e,n){return`NOT EXISTS (
    SELECT 1 FROM pg_depend ext_d
    WHERE ext_d.classid = '${e}'::regclass
      AND ext_d.objid = ${n}
      AND ext_d.deptype = 'e')`}var Q=(e,n)=>`(
    SELECT ext.extname
    FROM pg_depend ext_d
    JOIN pg_extension ext ON ext.oid = ext_d.refobjid
    WHERE ext_d.classid = '${e}'::regclass
      AND ext_d.objid = ${n}
      AND ext_d.refclassid = 'pg_extension'::regclass
      AND ext_d.deptype = 'e'
      AND ext.extname <> 'plpgsql'
    LIMIT 1)`,Oe=(e,n,t)=>`
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
     ) acl)`,Io=(e,n,t,r,o)=>`
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
                 WHERE ip.objoid = ${o}
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
     ) d)`,ee=(e,n,t,r,o)=>`
    CASE WHEN EXISTS (
      SELECT 1 FROM pg_depend md
      WHERE md.classid = '${r}'::regclass AND md.objid = ${o}
        AND md.refclassid = 'pg_extension'::regclass AND md.deptype = 'e')
    THEN ${Io(e,n,t,r,o)}
    ELSE ${Oe(e,n,t)}
    END`,K=e=>e==null?[]:e.map(t=>({grantee:t.grantee,privileges:t.privileges,grantable:t.grantable??[],...t.ownerDefault!=null?{ownerDefault:t.ownerDefault}:{},...t._initPrivs!=null?{initPrivs:{privileges:t._initPrivs.privileges,grantable:t._initPrivs.grantable??[]}}:{}})),re=e=>({kind:"schema",name:String(e)});async function Bt(e,n,t=!0){let r=[],o=[],s=[],a=[],l=async _=>{try{return(await e.query(_)).rows}catch(R){throw n!==void 0&&R.code===wo?new ln($o(_),n):R}},c=(await l("SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS num"))[0],i=c?.version??"unknown",d=Number(c?.num??0),p=Math.floor(d/1e4);return{q:l,serverVersion:i,serverVersionNum:d,pgMajor:p,facts:r,edges:o,diagnostics:s,factDiagnostics:a,redactSecrets:t,pushWithMeta:(_,R,$)=>{r.push(_);let I=R.comment;if(typeof I=="string"){let b=_.id.kind==="constraint"&&_.parent?.kind==="domain";r.push({id:{kind:"comment",target:_.id},parent:_.id,payload:b?{text:I,onDomain:!0}:{text:I}})}for(let b of $??[])r.push({id:{kind:"acl",target:_.id,grantee:b.grantee},parent:_.id,payload:{privileges:b.privileges,grantable:b.grantable,...b.ownerDefault!==void 0?{_ownerDefault:b.ownerDefault}:{},...b.initPrivs!==void 0?{_initPrivs:{privileges:b.initPrivs.privileges,grantable:b.initPrivs.grantable}}:{}}})},pushMemberEdge:(_,R)=>{let $=R.ext_member_of;typeof $=="string"&&o.push({from:_,to:{kind:"extension",name:$},kind:"memberOfExtension"})},pushOwnerEdge:(_,R)=>{typeof R=="string"&&R.length>0&&!To(R)&&o.push({from:_,to:{kind:"role",name:R},kind:"owner"})},pushSeclabel:(_,R,$)=>{r.push({id:{kind:"securityLabel",target:_,provider:R},parent:_,payload:{label:$}})}}}async function qt(e){let{q:n,edges:t}=e;for(let r of await n(`
    SELECT cn.nspname AS child_schema, cc.relname AS child_name,
           pn.nspname AS parent_schema, pc.relname AS parent_name
    FROM pg_inherits i
    JOIN pg_class cc ON cc.oid = i.inhrelid
    JOIN pg_namespace cn ON cn.oid = cc.relnamespace
    JOIN pg_class pc ON pc.oid = i.inhparent
    JOIN pg_namespace pn ON pn.oid = pc.relnamespace
    WHERE cc.relkind IN ('r', 'p')
      AND cn.nspname NOT IN ${qe}`))t.push({from:{kind:"table",schema:String(r.child_schema),name:String(r.child_name)},to:{kind:"table",schema:String(r.parent_schema),name:String(r.parent_name)},kind:"depends"})}async function Ut(e){let{q:n,edges:t,diagnostics:r}=e,o=await n(`
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
                    AND rr.objsubid = dep.refobjsubid`),s=d=>{if(d==null)return;let p=d;switch(p.kind){case"schema":return{kind:"schema",name:p.name};case"eventTrigger":case"publication":case"fdw":case"server":case"extension":return{kind:p.kind,name:p.name};case"table":case"view":case"materializedView":case"index":case"sequence":case"domain":case"type":case"collation":case"foreignTable":return{kind:p.kind,schema:p.schema,name:p.name};case"column":case"constraint":case"default":case"trigger":case"policy":case"rule":return{kind:p.kind,schema:p.schema,table:p.table,name:p.name};case"function":case"procedure":case"aggregate":return{kind:p.kind,schema:p.schema,name:p.name,args:p.args.map(String)};default:return}},a=d=>{let p=f=>f==="pg_catalog"||f==="information_schema"||f.startsWith("pg_toast")||f.startsWith("pg_temp"),m=d.schema;return typeof m=="string"&&p(m)?!0:d.kind==="schema"?p(d.name):!1},l=(d,p)=>{if(d==null)return;let m=s(d);if(m===void 0)return r.push({code:"unresolved_dependency",severity:"warning",message:`pg_depend ${p} ${JSON.stringify(d)} was recognized by the resolver but the codec could not build its id — resolver/codec mismatch`}),m;if(!a(m))return m},c=new Set,i=new Set(e.facts.filter(d=>d.id.kind==="default").map(d=>u(d.id)));for(let d of o){let p=l(d.dependent,"dependent"),m=l(d.referenced,"referenced");if(!p||!m)continue;let f=JSON.stringify([p,m]);if(!c.has(f)&&(c.add(f),t.push({from:p,to:m,kind:"depends"}),p.kind==="default"&&!i.has(u(p)))){let h={kind:"column",schema:p.schema,table:p.table,name:p.name};if(u(h)===u(m))continue;let O=JSON.stringify([h,m]);if(c.has(O))continue;c.add(O),t.push({from:h,to:m,kind:"depends"})}}}async function Ht(e){let{q:n,pushWithMeta:t,pushOwnerEdge:r}=e;for(let o of await n(`
    SELECT e.evtname AS name, e.evtevent AS event, e.evtenabled AS enabled,
           COALESCE(e.evttags, '{}')::text[] AS tags,
           pn.nspname AS func_schema, p.proname AS func_name,
           r.rolname AS owner,
           obj_description(e.oid, 'pg_event_trigger') AS comment
    FROM pg_event_trigger e
    JOIN pg_proc p ON p.oid = e.evtfoid
    JOIN pg_namespace pn ON pn.oid = p.pronamespace
    JOIN pg_roles r ON r.oid = e.evtowner
    WHERE ${J("pg_event_trigger","e.oid")}
    ORDER BY e.evtname`)){let s={kind:"eventTrigger",name:String(o.name)};t({id:s,payload:{event:String(o.event),enabled:String(o.enabled),tags:o.tags.map(String).sort(),functionSchema:String(o.func_schema),functionName:String(o.func_name)}},o),r(s,o.owner)}}var Lo=new Set(["host","hostaddr","port","dbname","user","sslmode","sslcompression","sslcert","sslkey","sslrootcert","sslcrl","sslcrldir","sslsni","requirepeer","krbsrvname","gsslib","sspi","gssencmode","gssdelegation","channel_binding","target_session_attrs","service","application_name","fallback_application_name","connect_timeout","client_encoding","options","keepalives","keepalives_idle","keepalives_interval","keepalives_count","tcp_user_timeout","replication","load_balance_hosts","use_remote_estimate","fdw_startup_cost","fdw_tuple_cost","fetch_size","batch_size","async_capable","analyze_sampling","parallel_commit","parallel_abort","password_required","extensions","updatable","truncatable","schema_name","table_name","column_name","schema","database","table","format","header","delimiter","quote","escape","encoding","compression","filename","program","null","force_not_null","force_null","region","endpoint","bucket","prefix","location","project_id","dataset_id","dataset","workspace","organization","api_version"]),dn="host=__CONN_HOST__ port=__CONN_PORT__ dbname=__CONN_DBNAME__ user=__CONN_USER__ password=__CONN_PASSWORD__";function ko(e){let n=e.indexOf("=");if(n===-1)return e;let t=e.slice(0,n);return Lo.has(t.toLowerCase())?e:`${t}=__OPTION_${t.toUpperCase()}__`}function Wt(e){return e.map(ko)}async function Yt(e){let{q:n,facts:t,pushWithMeta:r,pushOwnerEdge:o,factDiagnostics:s}=e,a=i=>e.redactSecrets?Wt(i):i;for(let i of await n(`
    SELECT f.fdwname AS name, r.rolname AS owner,
           CASE WHEN f.fdwhandler <> 0 THEN f.fdwhandler::regproc::text END AS handler,
           CASE WHEN f.fdwvalidator <> 0 THEN f.fdwvalidator::regproc::text END AS validator,
           COALESCE(ARRAY(SELECT opt FROM unnest(f.fdwoptions) opt ORDER BY opt), '{}')::text[] AS options,
           obj_description(f.oid, 'pg_foreign_data_wrapper') AS comment,
           ${Oe("f.fdwacl","F","f.fdwowner")} AS acl
    FROM pg_foreign_data_wrapper f
    JOIN pg_roles r ON r.oid = f.fdwowner
    WHERE ${J("pg_foreign_data_wrapper","f.oid")}
    ORDER BY f.fdwname`)){let d={kind:"fdw",name:String(i.name)};r({id:d,payload:{handler:i.handler==null?null:i.handler,validator:i.validator==null?null:i.validator,options:a(i.options.map(String))}},i,K(i.acl)),o(d,i.owner)}for(let i of await n(`
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
           ${Oe("s.srvacl","S","s.srvowner")} AS acl
    FROM pg_foreign_server s
    JOIN pg_foreign_data_wrapper f ON f.oid = s.srvfdw
    JOIN pg_roles r ON r.oid = s.srvowner
    WHERE ${J("pg_foreign_server","s.oid")}
    ORDER BY s.srvname`)){let d={kind:"server",name:String(i.name)};r({id:d,parent:i.fdw_extension!=null?{kind:"extension",name:i.fdw_extension}:{kind:"fdw",name:String(i.fdw)},payload:{fdw:String(i.fdw),type:i.type==null?null:i.type,version:i.version==null?null:i.version,options:a(i.options.map(String))}},i,K(i.acl)),o(d,i.owner)}let l=!!(await n("SELECT has_table_privilege('pg_catalog.pg_user_mapping', 'SELECT') AS ok"))[0]?.ok,c=l?await n(`
    SELECT s.srvname AS server, COALESCE(r.rolname, 'PUBLIC') AS role,
           COALESCE(ARRAY(SELECT opt FROM unnest(u.umoptions) opt ORDER BY opt), '{}')::text[] AS options
    FROM pg_user_mapping u
    JOIN pg_foreign_server s ON s.oid = u.umserver
    LEFT JOIN pg_roles r ON r.oid = u.umuser
    WHERE ${J("pg_foreign_server","s.oid")}
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
    WHERE ${J("pg_foreign_server","v.srvid")}
    ORDER BY v.srvname, 2`);for(let i of c){let d=String(i.server),p=String(i.role),m={kind:"userMapping",server:d,role:p};if(!l&&i.options_known===!1){s.push({code:nn,severity:"warning",subject:m,message:`User-mapping options for ${d}/${p} are hidden from the current role by pg_user_mappings (it isn't the mapping's server owner, the mapped user, or a member of the PUBLIC mapping's server owner) — the mapping's state is unknown, so it was SKIPPED rather than recorded with fabricated empty options.`});continue}t.push({id:m,parent:{kind:"server",name:d},payload:{options:a(i.options.map(String))}})}for(let i of await n(`
    SELECT n.nspname AS schema, c.relname AS name, r.rolname AS owner,
           s.srvname AS server,
           COALESCE(ARRAY(SELECT opt FROM unnest(ft.ftoptions) opt ORDER BY opt), '{}')::text[] AS options,
           obj_description(c.oid, 'pg_class') AS comment,
           ${Oe("c.relacl","r","c.relowner")} AS acl
    FROM pg_foreign_table ft
    JOIN pg_class c ON c.oid = ft.ftrelid
    JOIN pg_foreign_server s ON s.oid = ft.ftserver
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE ${Y}
      AND ${J("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname`)){let d={kind:"foreignTable",schema:String(i.schema),name:String(i.name)};r({id:d,parent:{kind:"server",name:String(i.server)},payload:{server:String(i.server),options:a(i.options.map(String))}},i,K(i.acl)),o(d,i.owner)}}async function Jt(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
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
    WHERE ${Y}
      AND ${J("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, pol.polname`))t({id:{kind:"policy",schema:String(r.schema),table:String(r.table),name:String(r.name)},parent:{kind:"table",schema:String(r.schema),name:String(r.table)},payload:{cmd:String(r.cmd),permissive:!!r.permissive,usingExpr:r.using_expr==null?null:r.using_expr,checkExpr:r.check_expr==null?null:r.check_expr,roles:r.roles.map(String)}},r)}async function Vt(e){let{q:n,facts:t,pushWithMeta:r,pushOwnerEdge:o,pgMajor:s}=e,a=s>=15?`(SELECT array_agg(att.attname::text ORDER BY att.attname)
                          FROM unnest(pr.prattrs) WITH ORDINALITY AS pa(attnum, ord)
                          JOIN pg_attribute att ON att.attrelid = pc.oid AND att.attnum = pa.attnum)`:"NULL",l=s>=15?"pg_get_expr(pr.prqual, pr.prrelid)":"NULL",c=s>=15?`(SELECT array_agg(pn2.nspname::text ORDER BY 1)
            FROM pg_publication_namespace pns
            JOIN pg_namespace pn2 ON pn2.oid = pns.pnnspid
            WHERE pns.pnpubid = p.oid)`:"NULL::text[]";for(let i of await n(`
    SELECT p.pubname AS name, r.rolname AS owner,
           p.puballtables AS all_tables, p.pubviaroot AS via_root,
           p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate,
           (SELECT json_agg(json_build_object(
              'schema', pn.nspname, 'name', pc.relname,
              'columns', ${a},
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
    WHERE ${J("pg_publication","p.oid")}
    ORDER BY p.pubname`)){let d=[];i.pubinsert&&d.push("insert"),i.pubupdate&&d.push("update"),i.pubdelete&&d.push("delete"),i.pubtruncate&&d.push("truncate");let p=String(i.name),m={kind:"publication",name:p};r({id:m,payload:{allTables:!!i.all_tables,viaRoot:!!i.via_root,publish:d}},i),o(m,i.owner);let f=i.tables??[];for(let h of f)t.push({id:{kind:"publicationRel",publication:p,schema:h.schema,table:h.name},parent:m,payload:{columns:h.columns==null?null:h.columns.map(String),where:h.where??null}});for(let h of(i.schemas??[]).map(String))t.push({id:{kind:"publicationSchema",publication:p,schema:h},parent:m,payload:{}})}}async function Gt(e){let{q:n,pushWithMeta:t,pushOwnerEdge:r,pgMajor:o}=e,s=o>=16?"CASE s.substream WHEN 'p' THEN 'parallel' WHEN 't' THEN 'on' ELSE 'off' END":"CASE WHEN s.substream THEN 'on' ELSE 'off' END",a=o>=15?"s.subdisableonerr":"NULL::boolean",l=o>=15?"(s.subtwophasestate <> 'd')":"NULL::boolean",c=o>=16?"s.subrunasowner":"NULL::boolean",i=o>=16?"s.suborigin":"NULL::text",p=!!(await n("SELECT has_column_privilege('pg_subscription', 'subconninfo', 'SELECT') AS ok"))[0]?.ok?"s.subconninfo":"NULL::text";for(let m of await n(`
    SELECT s.subname AS name, r.rolname AS owner, s.subenabled AS enabled,
           ${p} AS conninfo, s.subslotname AS slot_name,
           s.subpublications::text[] AS publications,
           s.subbinary AS binary,
           ${s} AS streaming,
           s.subsynccommit AS synchronous_commit,
           ${a} AS disable_on_error,
           ${l} AS two_phase,
           ${c} AS run_as_owner,
           ${i} AS origin,
           obj_description(s.oid, 'pg_subscription') AS comment
    FROM pg_subscription s
    JOIN pg_roles r ON r.oid = s.subowner
    JOIN pg_database d ON d.oid = s.subdbid
    WHERE d.datname = current_database()
    ORDER BY s.subname`)){let f={kind:"subscription",name:String(m.name)};t({id:f,payload:{_serverMajor:o,enabled:!!m.enabled,conninfo:e.redactSecrets||m.conninfo==null?dn:m.conninfo,slotName:m.slot_name==null?null:m.slot_name,publications:m.publications.map(String).sort(),binary:!!m.binary,streaming:String(m.streaming),synchronousCommit:String(m.synchronous_commit),disableOnError:m.disable_on_error==null?null:!!m.disable_on_error,twoPhase:m.two_phase==null?null:!!m.two_phase,runAsOwner:m.run_as_owner==null?null:!!m.run_as_owner,origin:m.origin==null?null:m.origin}},m),r(f,m.owner)}}function Kt(e){let n=e.reloptions;if(n==null)return null;let t=n.slice().sort();return t.length>0?t:null}async function zt(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
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
           ${ee("c.relacl","r","c.relowner","pg_class","c.oid")} AS acl,
           ${Q("pg_class","c.oid")} AS ext_member_of
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relkind IN ('r', 'p') AND ${Y}
    ORDER BY n.nspname, c.relname`)){let a={kind:"table",schema:String(s.schema),name:String(s.name)};t({id:a,parent:re(s.schema),payload:{persistence:String(s.persistence),rowSecurity:!!s.row_security,forceRowSecurity:!!s.force_row_security,replicaIdentity:String(s.replica_identity),replicaIdentityIndex:s.replica_identity_index==null?null:s.replica_identity_index,partitionKey:s.partition_key==null?null:s.partition_key,partitionBound:s.partition_bound==null?null:s.partition_bound,parentTable:s.parent_table==null?null:s.parent_table,reloptions:Kt(s)}},s,K(s.acl)),r(a,s),o(a,s.owner)}}async function Xt(e){let{q:n,facts:t,pushWithMeta:r}=e;for(let o of await n(`
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
           ${Oe("a.attacl","c","c.relowner")} AS acl
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef ad ON ad.adrelid = c.oid AND ad.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attislocal
      AND ${Y}
      AND ${J("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, a.attname`)){let s={kind:String(o.table_kind)==="f"?"foreignTable":"table",schema:String(o.schema),name:String(o.table)},a={kind:"column",schema:String(o.schema),table:String(o.table),name:String(o.name)},l=o.generated!=null;r({id:a,parent:s,payload:{_position:Number(o.position),type:String(o.type),notNull:!!o.not_null,identity:o.identity==null?null:{generation:o.identity,sequence:o.identity_sequence,options:o.identity_options==null?null:o.identity_options},collation:o.collation==null?null:o.collation,generatedExpr:l&&o.default_expr!=null?o.default_expr:null}},o),!l&&o.default_expr!=null&&t.push({id:{kind:"default",schema:String(o.schema),table:String(o.table),name:String(o.name)},parent:a,payload:{expr:o.default_expr}});for(let c of K(o.acl))t.push({id:{kind:"acl",target:s,grantee:c.grantee,column:String(o.name)},parent:a,payload:{privileges:c.privileges,grantable:c.grantable}})}}async function Qt(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
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
      AND c.relkind IN ('r', 'p', 'f') AND ${Y}
      AND ${J("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, con.conname`))t({id:{kind:"constraint",schema:String(r.schema),table:String(r.table),name:String(r.name)},parent:{kind:String(r.table_kind)==="f"?"foreignTable":"table",schema:String(r.schema),name:String(r.table)},payload:{def:String(r.def),type:String(r.type),validated:!!r.validated}},r)}async function Zt(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
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
    WHERE c.relkind IN ('r', 'p', 'm') AND ${Y}
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
      AND ${J("pg_class","c.oid")}
    ORDER BY n.nspname, ic.relname`)){let o=String(r.table_kind)==="m"?"materializedView":"table";t({id:{kind:"index",schema:String(r.schema),name:String(r.name)},parent:{kind:o,schema:String(r.schema),name:String(r.table)},payload:{def:String(r.def),valid:!!r.valid}},r)}}async function er(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
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
           ${ee("c.relacl","s","c.relowner","pg_class","c.oid")} AS acl,
           ${Q("pg_class","c.oid")} AS ext_member_of
    FROM pg_sequence s
    JOIN pg_class c ON c.oid = s.seqrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE ${Y}
      AND NOT EXISTS (
        SELECT 1 FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
          AND d.deptype = 'i')
    ORDER BY n.nspname, c.relname`)){let a={kind:"sequence",schema:String(s.schema),name:String(s.name)};t({id:a,parent:re(s.schema),payload:{dataType:String(s.data_type),start:String(s.start),increment:String(s.increment),minValue:String(s.min_value),maxValue:String(s.max_value),cache:String(s.cache),cycle:!!s.cycle,ownedBy:s.owned_by==null?null:s.owned_by}},s,K(s.acl)),r(a,s),o(a,s.owner)}}async function nr(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
    SELECT n.nspname AS schema, c.relname AS name, r.rolname AS owner,
           c.relkind AS kind,
           pg_get_viewdef(c.oid) AS def,
           c.reloptions AS reloptions,
           obj_description(c.oid, 'pg_class') AS comment,
           ${ee("c.relacl","r","c.relowner","pg_class","c.oid")} AS acl,
           ${Q("pg_class","c.oid")} AS ext_member_of
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relkind IN ('v', 'm') AND ${Y}
    ORDER BY n.nspname, c.relname`)){let a={kind:String(s.kind)==="m"?"materializedView":"view",schema:String(s.schema),name:String(s.name)};t({id:a,parent:re(s.schema),payload:{def:String(s.def),reloptions:Kt(s)}},s,K(s.acl)),r(a,s),o(a,s.owner)}}async function tr(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
    SELECT n.nspname AS schema, c.relname AS table, t.tgname AS name,
           c.relkind AS table_kind,
           pg_get_triggerdef(t.oid) AS def,
           t.tgenabled AS enabled,
           obj_description(t.oid, 'pg_trigger') AS comment
    FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND ${Y}
      AND ${J("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, t.tgname`)){let o=String(r.table_kind);t({id:{kind:"trigger",schema:String(r.schema),table:String(r.table),name:String(r.name)},parent:{kind:o==="v"?"view":o==="m"?"materializedView":o==="f"?"foreignTable":"table",schema:String(r.schema),name:String(r.table)},payload:{def:String(r.def),enabled:String(r.enabled)}},r)}}async function rr(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
    SELECT n.nspname AS schema, c.relname AS table, c.relkind AS table_kind,
           rw.rulename AS name, pg_get_ruledef(rw.oid) AS def,
           rw.ev_enabled AS enabled,
           obj_description(rw.oid, 'pg_rewrite') AS comment
    FROM pg_rewrite rw
    JOIN pg_class c ON c.oid = rw.ev_class
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE rw.rulename <> '_RETURN' AND ${Y}
      AND ${J("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, rw.rulename`)){let o=String(r.table_kind);t({id:{kind:"rule",schema:String(r.schema),table:String(r.table),name:String(r.name)},parent:{kind:o==="v"?"view":o==="m"?"materializedView":"table",schema:String(r.schema),name:String(r.table)},payload:{def:String(r.def),enabled:String(r.enabled)}},r)}}async function sr(e){let{q:n,facts:t}=e;for(let o of await n(`
    SELECT r.rolname AS name, r.rolsuper, r.rolinherit, r.rolcreaterole,
           r.rolcreatedb, r.rolcanlogin, r.rolreplication, r.rolbypassrls,
           COALESCE((SELECT array_agg(cfg ORDER BY cfg)
                     FROM pg_db_role_setting s, unnest(s.setconfig) cfg
                     WHERE s.setrole = r.oid AND s.setdatabase = 0),
                    '{}')::text[] AS config
    FROM pg_roles r
    WHERE r.rolname NOT LIKE 'pg\\_%'
    ORDER BY r.rolname`))t.push({id:{kind:"role",name:String(o.name)},payload:{superuser:!!o.rolsuper,inherit:!!o.rolinherit,createRole:!!o.rolcreaterole,createDb:!!o.rolcreatedb,login:!!o.rolcanlogin,replication:!!o.rolreplication,bypassRls:!!o.rolbypassrls,config:o.config.map(String)}});for(let o of await n(`
    SELECT r1.rolname AS role, r2.rolname AS member,
           bool_or(m.admin_option) AS admin
    FROM pg_auth_members m
    JOIN pg_roles r1 ON r1.oid = m.roleid
    JOIN pg_roles r2 ON r2.oid = m.member
    WHERE r1.rolname NOT LIKE 'pg\\_%' AND r2.rolname NOT LIKE 'pg\\_%'
    GROUP BY 1, 2
    ORDER BY 1, 2`))t.push({id:{kind:"membership",role:String(o.role),member:String(o.member)},payload:{admin:!!o.admin}});let r="CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END";for(let o of await n(`
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
    ORDER BY 1, 2, 3, 4`)){let s=o.revoked_default??null;t.push({id:{kind:"defaultPrivilege",role:String(o.role),schema:o.schema==null?null:o.schema,objtype:String(o.objtype),grantee:String(o.grantee)},payload:{privileges:o.privileges.map(String),grantable:(o.grantable??[]).map(String),...s!=null?{_revokedDefault:s.map(String)}:{}}})}}async function or(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
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
           ${ee("p.proacl","f","p.proowner","pg_proc","p.oid")} AS acl,
           ${Q("pg_proc","p.oid")} AS ext_member_of
    FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_roles r ON r.oid = p.proowner
    JOIN pg_language l ON l.oid = p.prolang
    WHERE p.prokind IN ('f', 'p', 'w') AND ${Y}
      AND NOT EXISTS (
        SELECT 1 FROM pg_depend idep
        WHERE idep.classid = 'pg_proc'::regclass AND idep.objid = p.oid
          AND idep.deptype = 'i')
    ORDER BY n.nspname, p.proname`)){let a=s.identity_args.map(String),l=(s.config_gucs??[]).map(String),c={kind:String(s.prokind)==="p"?"procedure":"function",schema:String(s.schema),name:String(s.name),args:a};t({id:c,parent:re(s.schema),payload:{def:String(s.def),returnType:s.return_type==null?null:s.return_type,argSignature:String(s.arg_signature),language:String(s.language),isWindow:String(s.prokind)==="w",...l.length>0?{_configGucs:l}:{}}},s,K(s.acl)),r(c,s),o(c,s.owner)}}async function ar(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
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
           ${ee("p.proacl","f","p.proowner","pg_proc","p.oid")} AS acl,
           ${Q("pg_proc","p.oid")} AS ext_member_of
    FROM pg_proc p
    JOIN pg_aggregate a ON a.aggfnoid = p.oid
    JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_roles r ON r.oid = p.proowner
    WHERE p.prokind = 'a' AND ${Y}
    ORDER BY n.nspname, p.proname`)){let a={kind:"aggregate",schema:String(s.schema),name:String(s.name),args:s.identity_args.map(String)};t({id:a,parent:re(s.schema),payload:{aggKind:String(s.agg_kind),numDirectArgs:Number(s.num_direct_args),sfunc:String(s.sfunc),stype:String(s.stype),sspace:Number(s.sspace),finalfunc:s.finalfunc==null?null:s.finalfunc,finalfuncExtra:!!s.finalfunc_extra,finalfuncModify:String(s.finalfunc_modify),combinefunc:s.combinefunc==null?null:s.combinefunc,serialfunc:s.serialfunc==null?null:s.serialfunc,deserialfunc:s.deserialfunc==null?null:s.deserialfunc,msfunc:s.msfunc==null?null:s.msfunc,minvfunc:s.minvfunc==null?null:s.minvfunc,mstype:s.mstype==null?null:s.mstype,msspace:Number(s.msspace),mfinalfunc:s.mfinalfunc==null?null:s.mfinalfunc,mfinalfuncExtra:!!s.mfinalfunc_extra,mfinalfuncModify:String(s.mfinalfunc_modify),initcond:s.initcond==null?null:s.initcond,minitcond:s.minitcond==null?null:s.minitcond,sortop:s.sortop==null?null:s.sortop,parallel:String(s.parallel)}},s,K(s.acl)),r(a,s),o(a,s.owner)}}async function ir(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
    SELECT n.nspname AS name, r.rolname AS owner,
           obj_description(n.oid, 'pg_namespace') AS comment,
           ${ee("n.nspacl","n","n.nspowner","pg_namespace","n.oid")} AS acl,
           ${Q("pg_namespace","n.oid")} AS ext_member_of
    FROM pg_namespace n
    JOIN pg_roles r ON r.oid = n.nspowner
    WHERE ${Y}
    ORDER BY n.nspname`)){let a={kind:"schema",name:String(s.name)};t({id:a,payload:{}},s,K(s.acl)),r(a,s),o(a,s.owner)}for(let s of await n(`
    SELECT e.extname AS name, n.nspname AS schema,
           e.extrelocatable AS relocatable,
           obj_description(e.oid, 'pg_extension') AS comment
    FROM pg_extension e
    JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname <> 'plpgsql'
    ORDER BY e.extname`))t({id:{kind:"extension",name:String(s.name)},payload:{schema:String(s.schema),relocatable:!!s.relocatable}},s)}var cr={r:"table",p:"table",v:"view",m:"materializedView",S:"sequence",f:"foreignTable"},lr=new Set(["r","p","f"]),xo=["pg_proc","pg_namespace","pg_event_trigger","pg_publication","pg_subscription"];function dr(e){return`(${e}.typtype IN ('d', 'e', 'r')
    OR (${e}.typtype = 'c' AND EXISTS (
      SELECT 1 FROM pg_class tc WHERE tc.oid = ${e}.typrelid AND tc.relkind = 'c')))`}async function pr(e){let{q:n,pushSeclabel:t,diagnostics:r}=e;if(!!!(await n(`SELECT EXISTS (SELECT 1 FROM pg_seclabel)
              OR EXISTS (SELECT 1 FROM pg_shseclabel) AS present`))[0]?.present)return;for(let c of await n(`
      SELECT sl.provider, sl.label, sl.objsubid,
             n.nspname AS schema, c.relname AS name, c.relkind AS relkind,
             a.attname AS column
      FROM pg_seclabel sl
      JOIN pg_class c ON c.oid = sl.objoid AND sl.classoid = 'pg_class'::regclass
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = sl.objsubid
      WHERE ${Y}
      ORDER BY 1, 4, 5`)){let i=String(c.schema),d=String(c.relkind);if(Number(c.objsubid)>0){lr.has(d)&&t({kind:"column",schema:i,table:String(c.name),name:String(c.column)},String(c.provider),String(c.label));continue}let p=cr[d];p!==void 0&&t({kind:p,schema:i,name:String(c.name)},String(c.provider),String(c.label))}for(let c of await n(`
      SELECT sl.provider, sl.label, n.nspname AS schema, p.proname AS name,
             p.prokind AS prokind,
             ARRAY(SELECT format_type(t.t, NULL)
                   FROM unnest(p.proargtypes) WITH ORDINALITY AS t(t, ord)
                   ORDER BY t.ord)::text[] AS args
      FROM pg_seclabel sl
      JOIN pg_proc p ON p.oid = sl.objoid AND sl.classoid = 'pg_proc'::regclass
      JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE ${Y}
      ORDER BY 1, 3, 4`)){let i=String(c.prokind);t({kind:i==="a"?"aggregate":i==="p"?"procedure":"function",schema:String(c.schema),name:String(c.name),args:c.args.map(String)},String(c.provider),String(c.label))}for(let c of await n(`
      SELECT sl.provider, sl.label, n.nspname AS name
      FROM pg_seclabel sl
      JOIN pg_namespace n ON n.oid = sl.objoid AND sl.classoid = 'pg_namespace'::regclass
      WHERE n.nspname NOT IN ${qe} AND n.nspname NOT LIKE 'pg\\_%'
      ORDER BY 1, 3`))t({kind:"schema",name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, n.nspname AS schema, t.typname AS name,
             t.typtype AS typtype
      FROM pg_seclabel sl
      JOIN pg_type t ON t.oid = sl.objoid AND sl.classoid = 'pg_type'::regclass
      JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE ${Y} AND ${dr("t")}
      ORDER BY 1, 3, 4`))t({kind:String(c.typtype)==="d"?"domain":"type",schema:String(c.schema),name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, e.evtname AS name
      FROM pg_seclabel sl
      JOIN pg_event_trigger e ON e.oid = sl.objoid AND sl.classoid = 'pg_event_trigger'::regclass
      WHERE ${J("pg_event_trigger","e.oid")}
      ORDER BY 1, 3`))t({kind:"eventTrigger",name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, p.pubname AS name
      FROM pg_seclabel sl
      JOIN pg_publication p ON p.oid = sl.objoid AND sl.classoid = 'pg_publication'::regclass
      WHERE ${J("pg_publication","p.oid")}
      ORDER BY 1, 3`))t({kind:"publication",name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, s.subname AS name
      FROM pg_seclabel sl
      JOIN pg_subscription s ON s.oid = sl.objoid AND sl.classoid = 'pg_subscription'::regclass
      ORDER BY 1, 3`))t({kind:"subscription",name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, r.rolname AS name
      FROM pg_shseclabel sl
      JOIN pg_roles r ON r.oid = sl.objoid AND sl.classoid = 'pg_authid'::regclass
      WHERE r.rolname NOT LIKE 'pg\\_%'
      ORDER BY 1, 3`))t({kind:"role",name:String(c.name)},String(c.provider),String(c.label));let s=xo.map(c=>`'${c}'::regclass`).join(", "),a=Object.keys(cr).map(c=>`'${c}'`).join(", "),l=[...lr].map(c=>`'${c}'`).join(", ");for(let c of await n(`
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
               OR (sl.objsubid = 0 AND c.relkind IN (${a})))))
          -- a pg_type label resolves only for a MODELED type kind; a label on a
          -- base/shell/table-rowtype pg_type is unresolved (no type fact)
          OR (sl.classoid = 'pg_type'::regclass AND EXISTS (
             SELECT 1 FROM pg_type t WHERE t.oid = sl.objoid AND ${dr("t")}))
          OR sl.classoid IN (${s})
        )
        UNION ALL
        SELECT sl.classoid::regclass::text,
               sl.classoid::regclass::text || ' #' || sl.objoid::text
        FROM pg_shseclabel sl
        WHERE sl.classoid <> 'pg_authid'::regclass
      ) u
      GROUP BY obj_class
      ORDER BY obj_class`)){let i=Number(c.count),d=String(c.obj_class),p=c.samples??[],m=i>p.length?", …":"";r.push({code:"unresolved_security_label",severity:"warning",message:`${i} security label${i===1?"":"s"} on unmodeled target${i===1?"":"s"} (${d}) cannot be managed by this engine (e.g. ${p.join(", ")}${m}) — the label is reported, not applied`,context:{objClass:d,count:i,samples:p}})}}async function ur(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
    SELECT n.nspname AS schema, t.typname AS name, r.rolname AS owner,
           format_type(t.typbasetype, t.typtypmod) AS base_type,
           t.typnotnull AS not_null, t.typdefault AS default_expr,
           CASE WHEN t.typcollation <> bt.typcollation THEN (
             SELECT quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
             FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
             WHERE co.oid = t.typcollation)
           END AS collation,
           obj_description(t.oid, 'pg_type') AS comment,
           ${ee("t.typacl","T","t.typowner","pg_type","t.oid")} AS acl,
           ${Q("pg_type","t.oid")} AS ext_member_of
    FROM pg_type t
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    JOIN pg_type bt ON bt.oid = t.typbasetype
    WHERE t.typtype = 'd' AND ${Y}
    ORDER BY n.nspname, t.typname`)){let a={kind:"domain",schema:String(s.schema),name:String(s.name)};t({id:a,parent:re(s.schema),payload:{baseType:String(s.base_type),notNull:!!s.not_null,default:s.default_expr==null?null:s.default_expr,collation:s.collation==null?null:s.collation}},s,K(s.acl)),r(a,s),o(a,s.owner)}for(let s of await n(`
    SELECT n.nspname AS schema, t.typname AS domain, con.conname AS name,
           pg_get_constraintdef(con.oid) AS def,
           con.contype AS type, con.convalidated AS validated,
           obj_description(con.oid, 'pg_constraint') AS comment
    FROM pg_constraint con
    JOIN pg_type t ON t.oid = con.contypid
    JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE con.contypid <> 0 AND ${Y}
      AND ${J("pg_type","t.oid")}
    ORDER BY n.nspname, t.typname, con.conname`))t({id:{kind:"constraint",schema:String(s.schema),table:String(s.domain),name:String(s.name)},parent:{kind:"domain",schema:String(s.schema),name:String(s.domain)},payload:{def:String(s.def),type:String(s.type),validated:!!s.validated}},s)}async function mr(e){let{q:n,facts:t,pushWithMeta:r,pushMemberEdge:o,pushOwnerEdge:s,pgMajor:a}=e;for(let c of await n(`
    SELECT n.nspname AS schema, t.typname AS name, r.rolname AS owner,
           ARRAY(SELECT e.enumlabel::text FROM pg_enum e
                 WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS values,
           obj_description(t.oid, 'pg_type') AS comment,
           ${ee("t.typacl","T","t.typowner","pg_type","t.oid")} AS acl,
           ${Q("pg_type","t.oid")} AS ext_member_of
    FROM pg_type t
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    WHERE t.typtype = 'e' AND ${Y}
    ORDER BY n.nspname, t.typname`)){let i={kind:"type",schema:String(c.schema),name:String(c.name)};r({id:i,parent:re(c.schema),payload:{variant:"enum",values:c.values.map(String)}},c,K(c.acl)),o(i,c),s(i,c.owner)}for(let c of await n(`
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
           ${ee("t.typacl","T","t.typowner","pg_type","t.oid")} AS acl,
           ${Q("pg_type","t.oid")} AS ext_member_of
    FROM pg_type t
    JOIN pg_class tc ON tc.oid = t.typrelid AND tc.relkind = 'c'
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    WHERE t.typtype = 'c' AND ${Y}
    ORDER BY n.nspname, t.typname`)){let i={kind:"type",schema:String(c.schema),name:String(c.name)};r({id:i,parent:re(c.schema),payload:{variant:"composite"}},c,K(c.acl)),o(i,c),s(i,c.owner);let d=c.attrs??[];for(let p of d)t.push({id:{kind:"typeAttribute",schema:String(c.schema),type:String(c.name),name:p.name},parent:i,payload:{type:p.type,collation:p.collation??null,_position:p.position}})}let l=a>=14?`(SELECT quote_ident(mn.nspname) || '.' || quote_ident(mt.typname)
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
           ${ee("t.typacl","T","t.typowner","pg_type","t.oid")} AS acl,
           ${Q("pg_type","t.oid")} AS ext_member_of
    FROM pg_range rng
    JOIN pg_type t ON t.oid = rng.rngtypid
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    JOIN pg_opclass opc ON opc.oid = rng.rngsubopc
    JOIN pg_namespace opcn ON opcn.oid = opc.opcnamespace
    WHERE t.typtype = 'r' AND ${Y}
    ORDER BY n.nspname, t.typname`)){let i={kind:"type",schema:String(c.schema),name:String(c.name)};r({id:i,parent:re(c.schema),payload:{variant:"range",subtype:String(c.subtype),subtypeOpclass:c.subtype_opclass==null?null:c.subtype_opclass,collation:c.collation==null?null:c.collation,subtypeDiff:c.subtype_diff==null?null:c.subtype_diff,multirangeTypeName:c.multirange_type_name==null?null:c.multirange_type_name}},c,K(c.acl)),o(i,c),s(i,c.owner)}}async function fr(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
    SELECT n.nspname AS schema, c.collname AS name, r.rolname AS owner,
           c.collprovider AS provider, c.collisdeterministic AS deterministic,
           to_jsonb(c) AS raw,
           obj_description(c.oid, 'pg_collation') AS comment,
           ${Q("pg_collation","c.oid")} AS ext_member_of
    FROM pg_collation c
    JOIN pg_namespace n ON n.oid = c.collnamespace
    JOIN pg_roles r ON r.oid = c.collowner
    WHERE ${Y}
    ORDER BY n.nspname, c.collname`)){let a=s.raw,l=a.colllocale??a.colliculocale??null,c={kind:"collation",schema:String(s.schema),name:String(s.name)};t({id:c,parent:re(s.schema),payload:{provider:String(s.provider),deterministic:!!s.deterministic,locale:l,lcCollate:a.collcollate??null,lcCtype:a.collctype??null}},s),r(c,s),o(c,s.owner)}}function vo(e,n){return`EXISTS (SELECT 1 FROM pg_depend de
    WHERE de.classid = '${e}'::regclass
      AND de.objid = ${n} AND de.deptype = 'e')`}function Co(e,n){return`EXISTS (SELECT 1 FROM pg_depend idep
    WHERE idep.classid = '${e}'::regclass
      AND idep.objid = ${n} AND idep.deptype = 'i')`}var Do=[{kind:"cast",classid:"pg_cast",oid:"c.oid",name:"format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL)",from:"pg_cast c"},{kind:"operator",classid:"pg_operator",oid:"o.oid",name:"o.oprname",from:"pg_operator o"},{kind:"operator class",classid:"pg_opclass",oid:"opc.oid",name:"opc.opcname",from:"pg_opclass opc"},{kind:"operator family",classid:"pg_opfamily",oid:"opf.oid",name:"opf.opfname",from:"pg_opfamily opf"},{kind:"text search configuration",classid:"pg_ts_config",oid:"tc.oid",name:"tc.cfgname",from:"pg_ts_config tc"},{kind:"text search dictionary",classid:"pg_ts_dict",oid:"td.oid",name:"td.dictname",from:"pg_ts_dict td"},{kind:"text search parser",classid:"pg_ts_parser",oid:"tp.oid",name:"tp.prsname",from:"pg_ts_parser tp"},{kind:"text search template",classid:"pg_ts_template",oid:"tt.oid",name:"tt.tmplname",from:"pg_ts_template tt"},{kind:"statistics object",classid:"pg_statistic_ext",oid:"se.oid",name:"se.stxname",from:"pg_statistic_ext se"},{kind:"language",classid:"pg_language",oid:"l.oid",name:"l.lanname",from:"pg_language l",where:"l.lanispl"},{kind:"transform",classid:"pg_transform",oid:"tr.oid",name:"format_type(tr.trftype, NULL) || ' / ' || (SELECT ll.lanname FROM pg_language ll WHERE ll.oid = tr.trflang)",from:"pg_transform tr"},{kind:"parameter ACL",classid:"pg_parameter_acl",oid:"pa.oid",name:"pa.parname",from:"pg_parameter_acl pa",minVersion:15}];function jo(e){let n=[e.where,`${e.oid} >= 16384`,`NOT ${vo(e.classid,e.oid)}`,`NOT ${Co(e.classid,e.oid)}`].filter(Boolean);return`SELECT '${e.kind}'::text AS kind,
            count(*)::int AS count,
            (array_agg(nm ORDER BY nm))[1:5] AS samples
     FROM (
       SELECT ${e.name} AS nm
       FROM ${e.from}
       WHERE ${n.join(" AND ")}
     ) s`}async function gr(e,n){let r=Do.filter(a=>a.minVersion===void 0||n>=a.minVersion).map(jo).join(`
UNION ALL
`),{rows:o}=await e.query(r),s=[];for(let a of o){if(a.count<=0)continue;let l=a.samples??[],c=a.count>l.length?", …":"";s.push({code:"unmodeled_kind",severity:"warning",message:`${a.count} unmodeled "${a.kind}" object${a.count===1?"":"s"} not managed by this engine (e.g. ${l.join(", ")}${c}) — v1 detects but does not model this kind`,context:{kind:a.kind,count:a.count,samples:l}})}return s}async function pn(e,n={}){let t=await e.connect();try{await t.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),await t.query("SET LOCAL search_path TO 'pg_catalog'"),n.statementTimeoutMs!==void 0&&await t.query(`SET LOCAL statement_timeout = ${Math.max(0,Math.floor(n.statementTimeoutMs))}`);let r=await Mo(t,n.source??"liveDb",n.statementTimeoutMs,n.handlers??[],n.redactSecrets??!0);return await t.query("COMMIT"),r}catch(r){throw await t.query("ROLLBACK").catch(()=>{}),r}finally{t.release()}}async function Mo(e,n,t,r,o){let s=await Bt(e,t,o);await e.query(s.pgMajor>=15?"SELECT set_config('jit', 'off', true) WHERE has_parameter_privilege(current_user, 'jit', 'SET')":"SET LOCAL jit = off"),o||s.diagnostics.push({code:"secret-redaction-disabled",severity:"warning",message:"Secret redaction is DISABLED: foreign-data option values and subscription conninfo are emitted in cleartext in plan SQL, the catalog snapshot, declarative export, and the plan artifact. Do not persist these artifacts to untrusted locations."});let a=s.serverVersion;await sr(s),await ir(s),await zt(s),await Xt(s),await Qt(s),await Zt(s),await er(s),await nr(s),await or(s),await tr(s),await Jt(s),await ur(s),await mr(s),await fr(s),await Ht(s),await rr(s),await ar(s),await Yt(s),await Vt(s),await Gt(s),await pr(s),await qt(s),await Ut(s);let l=Pt(s.facts);s.diagnostics.push(...l.diagnostics);let c=X(l.facts,s.edges,n);if(r.length>0){let i={query:s.q},d=[],p=[],m=[];for(let f of r){let h=await f.capture(i,c);d.push(...h.facts),p.push(...h.edges),h.diagnostics&&m.push(...h.diagnostics)}(d.length>0||p.length>0)&&(c=X([...c.facts(),...d],[...c.edges,...p],n)),c.diagnostics.push(...m)}return c.diagnostics.push(...s.factDiagnostics),s.diagnostics.push(...c.diagnostics),s.diagnostics.push(...await gr(e,s.pgMajor)),{factBase:c,pgVersion:a,diagnostics:s.diagnostics}}function g(e){return`"${e.replaceAll('"','""')}"`}function D(e){return`'${e.replaceAll("'","''")}'`}function y(e,n){return`${g(e)}.${g(n)}`}function be(e){return`${y(e.schema,e.name)}(${e.args.join(", ")})`}function Ne(e,n){switch(e.kind){case"schema":return`SCHEMA ${g(e.name)}`;case"table":return`TABLE ${y(e.schema,e.name)}`;case"view":return`VIEW ${y(e.schema,e.name)}`;case"materializedView":return`MATERIALIZED VIEW ${y(e.schema,e.name)}`;case"sequence":return`SEQUENCE ${y(e.schema,e.name)}`;case"index":return`INDEX ${y(e.schema,e.name)}`;case"column":return`COLUMN ${y(e.schema,e.table)}.${g(e.name)}`;case"constraint":return n?.domainConstraint?`CONSTRAINT ${g(e.name)} ON DOMAIN ${y(e.schema,e.table)}`:`CONSTRAINT ${g(e.name)} ON ${y(e.schema,e.table)}`;case"trigger":return`TRIGGER ${g(e.name)} ON ${y(e.schema,e.table)}`;case"policy":return`POLICY ${g(e.name)} ON ${y(e.schema,e.table)}`;case"function":return`FUNCTION ${be(e)}`;case"procedure":return`PROCEDURE ${be(e)}`;case"aggregate":return`AGGREGATE ${y(e.schema,e.name)}(${n?.aggregateSignature??(e.args.length>0?e.args.join(", "):"*")})`;case"extension":return`EXTENSION ${g(e.name)}`;case"role":return`ROLE ${g(e.name)}`;case"domain":return`DOMAIN ${y(e.schema,e.name)}`;case"type":return`TYPE ${y(e.schema,e.name)}`;case"collation":return`COLLATION ${y(e.schema,e.name)}`;case"foreignTable":return`FOREIGN TABLE ${y(e.schema,e.name)}`;case"rule":return`RULE ${g(e.name)} ON ${y(e.schema,e.table)}`;case"eventTrigger":return`EVENT TRIGGER ${g(e.name)}`;case"publication":return`PUBLICATION ${g(e.name)}`;case"subscription":return`SUBSCRIPTION ${g(e.name)}`;case"fdw":return`FOREIGN DATA WRAPPER ${g(e.name)}`;case"server":return`SERVER ${g(e.name)}`;default:throw new Error(`commentTarget: unsupported kind ${e.kind}`)}}function Re(e){switch(e.kind){case"table":case"view":case"materializedView":return`TABLE ${y(e.schema,e.name)}`;case"sequence":return`SEQUENCE ${y(e.schema,e.name)}`;case"schema":return`SCHEMA ${g(e.name)}`;case"procedure":return`PROCEDURE ${be(e)}`;case"function":case"aggregate":return`FUNCTION ${be(e)}`;case"domain":case"type":return`TYPE ${y(e.schema,e.name)}`;case"foreignTable":return`TABLE ${y(e.schema,e.name)}`;case"fdw":return`FOREIGN DATA WRAPPER ${g(e.name)}`;case"server":return`FOREIGN SERVER ${g(e.name)}`;default:throw new Error(`grantTarget: unsupported kind ${e.kind}`)}}function pe(e){let n=e.indexOf("=");return n===-1?[e,""]:[e.slice(0,n),e.slice(n+1)]}function Ue(e){return e.length===0?"":` OPTIONS (${e.map(t=>{let[r,o]=pe(t);return`${g(r)} ${D(o)}`}).join(", ")})`}function He(e,n){let t=new Map(e.map(pe)),r=new Map(n.map(pe)),o=[];for(let[s,a]of r)t.has(s)?t.get(s)!==a&&o.push(`SET ${g(s)} ${D(a)}`):o.push(`ADD ${g(s)} ${D(a)}`);for(let s of t.keys())r.has(s)||o.push(`DROP ${g(s)}`);return`OPTIONS (${o.join(", ")})`}var Fo=new TextEncoder;function Ye(e){return Fo.encode(e).length}function Er(e,n){if(n<=0)return"";if(Ye(e)<=n)return e;let t="",r=0;for(let o of e){let s=Ye(o);if(r+s>n)break;t+=o,r+=s}return t}function z(e){return(n,t)=>({sql:`${e(n)} RENAME TO ${g(t.name)}`})}var S=e=>{if(e==null||typeof e=="object")throw new Error(`rule rendering: expected a scalar, got ${JSON.stringify(e)}`);return String(e)};function E(e,n){return e.payload[n]}function Se(e,n){return e.outgoingEdges(n).filter(t=>t.kind==="depends").map(t=>t.to)}function Cn(e){let n=E(e,"reloptions");return n!=null&&n.length>0?` WITH (${n.join(", ")})`:""}function Ve(e,n,t){let r=new Map(n?.map(pe)??[]),o=new Map(t?.map(pe)??[]),s=[];for(let[c,i]of o)r.get(c)!==i&&s.push(`${c}=${i}`);let a=[];for(let c of r.keys())o.has(c)||a.push(c);let l=[];return s.length>0&&l.push({sql:`${e} SET (${s.join(", ")})`}),a.length>0&&l.push({sql:`${e} RESET (${a.join(", ")})`}),l}function Dn(e,n){let t=0;for(let r of n)t<e.length&&r===e[t]&&t++;return t===e.length}var jn={superuser:["SUPERUSER","NOSUPERUSER"],inherit:["INHERIT","NOINHERIT"],createRole:["CREATEROLE","NOCREATEROLE"],createDb:["CREATEDB","NOCREATEDB"],login:["LOGIN","NOLOGIN"],replication:["REPLICATION","NOREPLICATION"],bypassRls:["BYPASSRLS","NOBYPASSRLS"]};function hr(e){return Object.entries(jn).map(([n,[t,r]])=>e[n]?t:r).join(" ")}function Ge(e){return e==null?null:e.generation}function Mn(e){if(e==null)return null;let n=e.sequence;return n==null?null:{kind:"sequence",schema:n.schema,name:n.name}}function we(e){return e==null?null:e.options??null}var vn={smallint:"32767",integer:"2147483647",bigint:"9223372036854775807"};function br(e,n){let t=vn[e],r=vn[n];return t===void 0||r===void 0?!1:BigInt(r)<BigInt(t)}function Po(e,n){return e.increment==="1"&&e.start==="1"&&e.minValue==="1"&&e.cache==="1"&&e.cycle===!1&&e.maxValue===vn[n]}function Bo(e,n){return`${e}_${n}_seq`}function Fn(e,n){if(e==null)return"";let t=e.sequence;return t==null||t.schema===n.schema&&t.name===Bo(n.table,n.column)?"":`SEQUENCE NAME ${y(t.schema,t.name)}`}function Pn(e,n,t=""){let r=[];return t&&r.push(t),e!=null&&!Po(e,n)&&r.push(`INCREMENT BY ${e.increment}`,`MINVALUE ${e.minValue}`,`MAXVALUE ${e.maxValue}`,`START WITH ${e.start}`,`CACHE ${e.cache}`,e.cycle?"CYCLE":"NO CYCLE"),r.length===0?"":` (${r.join(" ")})`}function Sr(e,n,t,r){return BigInt(n)<BigInt(t)||BigInt(e)>BigInt(r)}function Bn(e,n,t){if(t==null)return[];let r=[];return(n==null||n.increment!==t.increment)&&r.push(`SET INCREMENT BY ${t.increment}`),(n==null||n.minValue!==t.minValue)&&r.push(`SET MINVALUE ${t.minValue}`),(n==null||n.maxValue!==t.maxValue)&&r.push(`SET MAXVALUE ${t.maxValue}`),(n==null||n.start!==t.start)&&r.push(`SET START WITH ${t.start}`),(n==null||n.cache!==t.cache)&&r.push(`SET CACHE ${t.cache}`),(n==null||n.cycle!==t.cycle)&&r.push(`SET ${t.cycle?"CYCLE":"NO CYCLE"}`),r.length===0?[]:(n!=null&&Sr(n.minValue,n.maxValue,t.minValue,t.maxValue)&&r.push("RESTART"),[{sql:`${e} ${r.join(" ")}`}])}var qo=["dataType","increment","minValue","maxValue","start","cache","cycle"];function Uo(e,n){switch(n){case"dataType":return`AS ${S(E(e,"dataType"))}`;case"increment":return`INCREMENT BY ${S(E(e,"increment"))}`;case"minValue":return`MINVALUE ${S(E(e,"minValue"))}`;case"maxValue":return`MAXVALUE ${S(E(e,"maxValue"))}`;case"start":return`START WITH ${S(E(e,"start"))}`;case"cache":return`CACHE ${S(E(e,"cache"))}`;case"cycle":return E(e,"cycle")?"CYCLE":"NO CYCLE";default:throw new Error(`sequence rule: unknown value option '${n}'`)}}function ye(e,n,t){let r=t.get(n.id),o=qo.filter(c=>r===void 0||r.payload[c]!==n.payload[c]);if(o.length===0)return[];let[s]=[...o].sort();if(e!==s)return[];let a=n.id,l=o.map(c=>Uo(n,c));return r!==void 0&&Sr(S(r.payload.minValue),S(r.payload.maxValue),S(E(n,"minValue")),S(E(n,"maxValue")))&&l.push("RESTART"),[{sql:`ALTER SEQUENCE ${y(a.schema,a.name)} ${l.join(" ")}`}]}function oe(e){let n=e.id;return{schema:n.schema,table:n.table,column:n.name}}function qn(e){let{column:n}=oe(e),t=S(E(e,"type")),r=`${g(n)} ${t}`,o=E(e,"collation");o!=null&&(r+=` COLLATE ${S(o)}`);let s=E(e,"generatedExpr");s!=null&&(r+=` GENERATED ALWAYS AS (${S(s)}) STORED`);let a=E(e,"identity"),l=Ge(a);return(l==="a"||l==="d")&&(r+=` GENERATED ${l==="a"?"ALWAYS":"BY DEFAULT"} AS IDENTITY`,r+=Pn(we(a),t,Fn(a,oe(e)))),E(e,"notNull")&&(r+=" NOT NULL"),r}var Ho={r:"SELECT",a:"INSERT",w:"UPDATE",d:"DELETE","*":"ALL"};function yr(e){let n=e.id,t=E(e,"roles").map(a=>a==="PUBLIC"?"PUBLIC":g(a)),r=`CREATE POLICY ${g(n.name)} ON ${y(n.schema,n.table)}`;E(e,"permissive")||(r+=" AS RESTRICTIVE"),r+=` FOR ${Ho[S(E(e,"cmd"))]??"ALL"}`,r+=` TO ${t.join(", ")}`;let o=E(e,"usingExpr");o!=null&&(r+=` USING (${S(o)})`);let s=E(e,"checkExpr");return s!=null&&(r+=` WITH CHECK (${S(s)})`),r}function Un(e,n={}){let t=e.id,r=n.releaseOld,o=r!=null?[{kind:"column",schema:r.schema,table:r.table,name:r.column}]:[],s=E(e,"ownedBy");return s==null?n.allowNone?[{sql:`ALTER SEQUENCE ${y(t.schema,t.name)} OWNED BY NONE`,...o.length>0?{releases:o}:{}}]:[]:[{sql:`ALTER SEQUENCE ${y(t.schema,t.name)} OWNED BY ${y(s.schema,s.table)}.${g(s.column)}`,consumes:[{kind:"column",schema:s.schema,table:s.table,name:s.column}],...o.length>0?{releases:o}:{}}]}function Ke(e){let n=e.id;return`ALTER ${e.parent?.kind==="domain"?"DOMAIN":e.parent?.kind==="foreignTable"?"FOREIGN TABLE":"TABLE"} ${y(n.schema,n.table)}`}function Hn(e){let n=e.id.name,t=E(e,"collation");return`${g(n)} ${S(E(e,"type"))}${t!=null?` COLLATE ${S(t)}`:""}`}function un(e,n){let t=u(n);return e.edges.filter(r=>r.from.kind==="column"&&u(r.to)===t).map(r=>r.from).filter(r=>e.get(r)!==void 0)}function _e(e){switch(e){case"D":return"DISABLE";case"R":return"ENABLE REPLICA";case"A":return"ENABLE ALWAYS";default:return"ENABLE"}}function mn(e,n){let t=e.id,r=S(E(e,"replicaIdentity")??"d"),o=y(t.schema,t.name);if(r==="n")return{sql:`ALTER TABLE ${o} REPLICA IDENTITY NOTHING`};if(r==="f")return{sql:`ALTER TABLE ${o} REPLICA IDENTITY FULL`};if(r==="i"){let s=S(E(e,"replicaIdentityIndex")),a=[],l=n.childrenOf(e.id).find(c=>c.id.kind==="constraint"&&c.id.name===s);return l?a.push(l.id):a.push({kind:"index",schema:t.schema,name:s}),{sql:`ALTER TABLE ${o} REPLICA IDENTITY USING INDEX ${g(s)}`,consumes:a}}return{sql:`ALTER TABLE ${o} REPLICA IDENTITY DEFAULT`}}function Je(e,n,t,r){let o=r?.column,s=o===void 0?n.join(", "):n.map(c=>`${c} (${g(o)})`).join(", "),a=t.map(c=>c==="PUBLIC"?"PUBLIC":g(c)).join(", "),l=r?.withGrantOption?" WITH GRANT OPTION":"";return`GRANT ${s} ON ${Re(e)} TO ${a}${l}`}function Wn(e,n){let t=e.id,r=t.grantee==="PUBLIC"?"PUBLIC":g(t.grantee),o=E(e,"privileges"),s=new Set(E(e,"grantable")??[]),a=o.filter(m=>!s.has(m)),l=o.filter(m=>s.has(m)),c=t.grantee==="PUBLIC"?[]:[{kind:"role",name:t.grantee}],i=t.column,p=[{sql:`${i===void 0?"REVOKE ALL":`REVOKE ALL (${g(i)})`} ON ${Re(t.target)} FROM ${r}`,consumes:c}];return a.length>0&&p.push({sql:Je(t.target,a,[t.grantee],i!==void 0?{column:i}:{}),consumes:c}),l.length>0&&p.push({sql:Je(t.target,l,[t.grantee],{...i!==void 0?{column:i}:{},withGrantOption:!0}),consumes:c}),p}function xe(e){let n=e.id.args,t=S(E(e,"aggKind")??"n");if(t==="o"||t==="h"){let r=Number(E(e,"numDirectArgs")??0);return`${n.slice(0,r).join(", ")} ORDER BY ${n.slice(r).join(", ")}`}return n.length>0?n.join(", "):"*"}var Wo={r:"TABLES",S:"SEQUENCES",f:"FUNCTIONS",T:"TYPES",n:"SCHEMAS",L:"LARGE OBJECTS"};function _r(e){let n=Wo[e];if(n===void 0)throw new Error(`defaultPrivilege: unmapped pg_default_acl.defaclobjtype "${e}" — add it to DEFACL_OBJTYPE (helpers.ts)`);return n}function We(e){let n=`ALTER DEFAULT PRIVILEGES FOR ROLE ${g(e.role)}`;return e.schema!=null&&(n+=` IN SCHEMA ${g(e.schema)}`),n}function Ar(e){let n=[{kind:"role",name:e.role}];return e.grantee!=="PUBLIC"&&n.push({kind:"role",name:e.grantee}),e.schema!=null&&n.push({kind:"schema",name:e.schema}),n}function Or(e){return(E(e,"privileges")??[]).length===0}function Nr(e){let n=e.id,t=n.grantee==="PUBLIC"?"PUBLIC":g(n.grantee),r=_r(n.objtype),o=Ar(n);if(Or(e))return[{sql:`${We(n)} REVOKE ALL ON ${r} FROM ${t}`,consumes:o}];let s=E(e,"privileges")??[],a=new Set(E(e,"grantable")??[]),l=s.filter(d=>!a.has(d)),c=s.filter(d=>a.has(d)),i=[];return l.length>0&&i.push({sql:`${We(n)} GRANT ${l.join(", ")} ON ${r} TO ${t}`,consumes:o}),c.length>0&&i.push({sql:`${We(n)} GRANT ${c.join(", ")} ON ${r} TO ${t} WITH GRANT OPTION`,consumes:o}),i}function Rr(e){let n=e.id,t=n.grantee==="PUBLIC"?"PUBLIC":g(n.grantee),r=_r(n.objtype),o=Ar(n);if(Or(e)){let s=E(e,"_revokedDefault")??[];return{sql:`${We(n)} GRANT ${s.join(", ")} ON ${r} TO ${t}`,consumes:o}}return{sql:`${We(n)} REVOKE ALL ON ${r} FROM ${t}`,consumes:o}}function wr(e){let n=e.id,t=y(n.schema,n.table),r=E(e,"columns");r!=null&&r.length>0&&(t+=` (${r.map(s=>g(s)).join(", ")})`);let o=E(e,"where");return o!=null&&(t+=` WHERE (${S(o)})`),t}function Tr(e){return`TABLE ${wr(e)}`}function $r(e,n){let t=[],r=[],o=[],s=[];for(let l of n.childrenOf(e.id))if(l.id.kind==="publicationRel"){let c=l.id;t.push(wr(l)),o.push({kind:"table",schema:c.schema,name:c.table}),s.push(l.id)}else if(l.id.kind==="publicationSchema"){let c=l.id;r.push(g(c.schema)),o.push({kind:"schema",name:c.schema}),s.push(l.id)}let a=[];return t.length>0&&a.push(`TABLE ${t.join(", ")}`),r.length>0&&a.push(`TABLES IN SCHEMA ${r.join(", ")}`),{clauses:a,consumes:o,produced:s}}var Ir={constraint:{weight:10,cascadesToChildren:!0,rebuildable:!0,suppressible:e=>e.payload.type!=="f",rename:(e,n)=>{let t=e.id;return{sql:`${Ke(e)} RENAME CONSTRAINT ${g(t.name)} TO ${g(n.name)}`}},create:e=>{let n=e.id,r=`${Ke(e)} ADD CONSTRAINT ${g(n.name)} ${S(E(e,"def"))}`;!E(e,"validated")&&!S(E(e,"def")).includes("NOT VALID")&&(r+=" NOT VALID");let o=S(E(e,"type")),s=E(e,"validated")===!0&&e.parent?.kind==="table"?{compaction:{foldInto:e.parent,clause:`CONSTRAINT ${g(n.name)} ${S(E(e,"def"))}`,...o==="p"||o==="u"||o==="c"?{executorSafe:!0}:{}}}:{};return[{sql:r,...E(e,"type")==="f"?{lockClass:"shareRowExclusive"}:{},...s}]},drop:e=>{let n=e.id;return{sql:`${Ke(e)} DROP CONSTRAINT ${g(n.name)}`}},attributes:{def:"replace",type:"replace",validated:{alter:(e,n,t)=>{let r=e.id,o=Ke(e);if(!t){let s=S(E(e,"def")),a=s.includes("NOT VALID")?s:`${s} NOT VALID`;return[{sql:`${o} DROP CONSTRAINT ${g(r.name)}`},{sql:`${o} ADD CONSTRAINT ${g(r.name)} ${a}`,...E(e,"type")==="f"?{lockClass:"shareRowExclusive"}:{}}]}return{sql:`${o} VALIDATE CONSTRAINT ${g(r.name)}`,lockClass:"shareUpdateExclusive"}}}}}};var Lr={fdw:{weight:2,create:e=>{let t=`CREATE FOREIGN DATA WRAPPER ${g(e.id.name)}`,r=E(e,"handler");r!=null&&(t+=` HANDLER ${S(r)}`);let o=E(e,"validator");return o!=null&&(t+=` VALIDATOR ${S(o)}`),t+=Ue(E(e,"options")??[]),[{sql:t}]},drop:e=>({sql:`DROP FOREIGN DATA WRAPPER ${g(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER FOREIGN DATA WRAPPER ${g(e.id.name)}`,attributes:{options:{alter:(e,n,t)=>({sql:`ALTER FOREIGN DATA WRAPPER ${g(e.id.name)} ${He(n??[],t??[])}`})},handler:{alter:(e,n,t)=>({sql:`ALTER FOREIGN DATA WRAPPER ${g(e.id.name)} ${t==null?"NO HANDLER":`HANDLER ${S(t)}`}`})},validator:{alter:(e,n,t)=>({sql:`ALTER FOREIGN DATA WRAPPER ${g(e.id.name)} ${t==null?"NO VALIDATOR":`VALIDATOR ${S(t)}`}`})}}},server:{weight:3,create:e=>{let t=`CREATE SERVER ${g(e.id.name)}`,r=E(e,"type");r!=null&&(t+=` TYPE ${D(S(r))}`);let o=E(e,"version");return o!=null&&(t+=` VERSION ${D(S(o))}`),t+=` FOREIGN DATA WRAPPER ${g(S(E(e,"fdw")))}`,t+=Ue(E(e,"options")??[]),[{sql:t}]},drop:e=>({sql:`DROP SERVER ${g(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER SERVER ${g(e.id.name)}`,attributes:{version:{alter:(e,n,t)=>({sql:`ALTER SERVER ${g(e.id.name)} VERSION ${D(S(t))}`}),replaceWhen:(e,n)=>n==null},options:{alter:(e,n,t)=>({sql:`ALTER SERVER ${g(e.id.name)} ${He(n??[],t??[])}`})},type:"replace",fdw:"replace"}},userMapping:{weight:4,create:e=>{let n=e.id;return[{sql:`CREATE USER MAPPING FOR ${n.role==="PUBLIC"?"PUBLIC":g(n.role)} SERVER ${g(n.server)}${Ue(E(e,"options")??[])}`,...n.role==="PUBLIC"?{}:{consumes:[{kind:"role",name:n.role}]}}]},drop:e=>{let n=e.id;return{sql:`DROP USER MAPPING FOR ${n.role==="PUBLIC"?"PUBLIC":g(n.role)} SERVER ${g(n.server)}`,...n.role==="PUBLIC"?{}:{consumes:[{kind:"role",name:n.role}]}}},attributes:{options:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER USER MAPPING FOR ${r.role==="PUBLIC"?"PUBLIC":g(r.role)} SERVER ${g(r.server)} ${He(n??[],t??[])}`,...r.role==="PUBLIC"?{}:{consumes:[{kind:"role",name:r.role}]}}}}}},foreignTable:{weight:5,cascadesToChildren:!0,defaclObjtype:"r",rename:z(e=>{let n=e.id;return`ALTER FOREIGN TABLE ${y(n.schema,n.name)}`}),create:e=>{let n=e.id;return[{sql:`CREATE FOREIGN TABLE ${y(n.schema,n.name)} () SERVER ${g(S(E(e,"server")))}${Ue(E(e,"options")??[])}`}]},drop:e=>{let n=e.id;return{sql:`DROP FOREIGN TABLE ${y(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER FOREIGN TABLE ${y(n.schema,n.name)}`},attributes:{options:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER FOREIGN TABLE ${y(r.schema,r.name)} ${He(n??[],t??[])}`}}},server:"replace"}}};var kr={index:{weight:14,cascadesToChildren:!0,rebuildable:!0,rename:z(e=>{let n=e.id;return`ALTER INDEX ${y(n.schema,n.name)}`}),create:(e,n,t)=>{let r=S(E(e,"def")),o=e.parent?.kind==="table"?n.get(e.parent):void 0,s=o!=null&&E(o,"partitionKey")!=null;return t?.concurrentIndexes===!0&&!s?[{sql:r.replace(/^CREATE (UNIQUE )?INDEX /,"CREATE $1INDEX CONCURRENTLY "),lockClass:"shareUpdateExclusive",transactionality:"nonTransactional"}]:[{sql:r}]},drop:e=>{let n=e.id;return{sql:`DROP INDEX ${y(n.schema,n.name)}`}},attributes:{def:"replace",valid:"replace"}}};function ve(e,...n){if(e.kind==="aggregate")for(let t of n){let r=t?.get(e);if(r!==void 0)return xe(r)}}var xr={comment:{weight:20,metadata:!0,create:(e,n,t,r)=>{let o=e.id.target,s={domainConstraint:E(e,"onDomain")===!0,aggregateSignature:ve(o,n,r)};return[{sql:`COMMENT ON ${Ne(o,s)} IS ${D(S(E(e,"text")))}`}]},drop:(e,n)=>{let t=e.id.target,r={domainConstraint:E(e,"onDomain")===!0,aggregateSignature:ve(t,n)};return{sql:`COMMENT ON ${Ne(t,r)} IS NULL`}},attributes:{text:{alter:(e,n,t,r,o)=>{let s=e.id.target,a={domainConstraint:E(e,"onDomain")===!0,aggregateSignature:ve(s,r,o)};return{sql:`COMMENT ON ${Ne(s,a)} IS ${D(S(t))}`}}}}},securityLabel:{weight:20,metadata:!0,create:(e,n,t,r)=>{let o=e.id,s={aggregateSignature:ve(o.target,n,r)};return[{sql:`SECURITY LABEL FOR ${D(o.provider)} ON ${Ne(o.target,s)} IS ${D(S(E(e,"label")))}`}]},drop:(e,n)=>{let t=e.id,r={aggregateSignature:ve(t.target,n)};return{sql:`SECURITY LABEL FOR ${D(t.provider)} ON ${Ne(t.target,r)} IS NULL`}},attributes:{label:{alter:(e,n,t,r,o)=>{let s=e.id,a={aggregateSignature:ve(s.target,r,o)};return{sql:`SECURITY LABEL FOR ${D(s.provider)} ON ${Ne(s.target,a)} IS ${D(S(t))}`}}}}},acl:{weight:21,metadata:!0,create:e=>Wn(e,"grant"),drop:e=>{let n=e.id,t=n.grantee==="PUBLIC"?"PUBLIC":g(n.grantee),r=n.grantee==="PUBLIC"?[]:[{kind:"role",name:n.grantee}],o=n.column===void 0?"REVOKE ALL":`REVOKE ALL (${g(n.column)})`,s=E(e,"_initPrivs");if(s===void 0)return{sql:`${o} ON ${Re(n.target)} FROM ${t}`,consumes:r};let a={id:e.id,payload:{privileges:s.privileges,grantable:s.grantable}};return{sql:Wn(a,"grant").map(l=>l.sql).join(`;
`),consumes:r}},attributes:{privileges:"replace",grantable:"replace"}}};var vr={policy:{weight:16,cascadesToChildren:!0,rebuildable:!0,suppressible:()=>!1,rename:(e,n)=>{let t=e.id;return{sql:`ALTER POLICY ${g(t.name)} ON ${y(t.schema,t.table)} RENAME TO ${g(n.name)}`}},create:e=>{let n=E(e,"roles").filter(t=>t!=="PUBLIC").map(t=>({kind:"role",name:t}));return[{sql:yr(e),consumes:n}]},drop:e=>{let n=e.id;return{sql:`DROP POLICY ${g(n.name)} ON ${y(n.schema,n.table)}`}},attributes:{usingExpr:"replace",checkExpr:"replace",roles:{alter:(e,n,t)=>{let r=e.id,o=n,s=t,a=s.map(d=>d==="PUBLIC"?"PUBLIC":g(d)),l=d=>({kind:"role",name:d}),c=s.filter(d=>d!=="PUBLIC").map(l),i=o.filter(d=>d!=="PUBLIC"&&!s.includes(d)).map(l);return{sql:`ALTER POLICY ${g(r.name)} ON ${y(r.schema,r.table)} TO ${a.join(", ")}`,...c.length>0?{consumes:c}:{},...i.length>0?{releases:i}:{}}}},cmd:"replace",permissive:"replace"}}};var Cr={publication:{weight:18,cascadesToChildren:!0,create:(e,n)=>{let t=g(e.id.name),r=$r(e,n),o=`CREATE PUBLICATION ${t}`;E(e,"allTables")?o+=" FOR ALL TABLES":r.clauses.length>0&&(o+=` FOR ${r.clauses.join(", ")}`);let s=[`publish = ${D((E(e,"publish")??[]).join(", "))}`];return E(e,"viaRoot")&&s.push("publish_via_partition_root = true"),o+=` WITH (${s.join(", ")})`,[{sql:o,...r.consumes.length>0?{consumes:r.consumes}:{},...r.produced.length>0?{alsoProduces:r.produced}:{}}]},drop:e=>({sql:`DROP PUBLICATION ${g(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER PUBLICATION ${g(e.id.name)}`,attributes:{publish:{alter:(e,n,t)=>({sql:`ALTER PUBLICATION ${g(e.id.name)} SET (publish = ${D((t??[]).join(", "))})`})},viaRoot:{alter:(e,n,t)=>({sql:`ALTER PUBLICATION ${g(e.id.name)} SET (publish_via_partition_root = ${t?"true":"false"})`})},allTables:"replace"}},publicationRel:{weight:18,create:e=>{let n=e.id;return[{sql:`ALTER PUBLICATION ${g(n.publication)} ADD ${Tr(e)}`,consumes:[{kind:"table",schema:n.schema,name:n.table}]}]},drop:e=>{let n=e.id;return{sql:`ALTER PUBLICATION ${g(n.publication)} DROP TABLE ${y(n.schema,n.table)}`}},attributes:{columns:"replace",where:"replace"}},publicationSchema:{weight:18,create:e=>{let n=e.id;return[{sql:`ALTER PUBLICATION ${g(n.publication)} ADD TABLES IN SCHEMA ${g(n.schema)}`,consumes:[{kind:"schema",name:n.schema}]}]},drop:e=>{let n=e.id;return{sql:`ALTER PUBLICATION ${g(n.publication)} DROP TABLES IN SCHEMA ${g(n.schema)}`}},attributes:{}},subscription:{weight:23,create:e=>{let n=g(e.id.name),t=(E(e,"publications")??[]).map(p=>g(p)).join(", "),r=E(e,"slotName"),o=S(E(e,"conninfo")),s=o===dn,a=!!E(e,"enabled"),l=s&&a,c=["connect = false","enabled = false",`slot_name = ${r==null?"NONE":D(S(r))}`,...Yo(e)],d=[{sql:`${l?`-- pg-delta: subscription ${n} was exported with REDACTED connection info;
-- its CONNECTION below is a placeholder. Set the real connection string and run
-- ALTER SUBSCRIPTION ${n} ENABLE; manually before it will replicate.
`:""}CREATE SUBSCRIPTION ${n} CONNECTION ${D(o)} PUBLICATION ${t} WITH (${c.join(", ")})`}];return a&&!l&&d.push({sql:`ALTER SUBSCRIPTION ${n} ENABLE`}),d},drop:e=>({sql:`DROP SUBSCRIPTION ${g(e.id.name)}`,...E(e,"slotName")==null?{}:{transactionality:"nonTransactional"}}),ownerAlterPrefix:e=>`ALTER SUBSCRIPTION ${g(e.id.name)}`,attributes:{enabled:{alter:(e,n,t)=>({sql:`ALTER SUBSCRIPTION ${g(e.id.name)} ${t?"ENABLE":"DISABLE"}`})},publications:{alter:(e,n,t)=>({sql:`ALTER SUBSCRIPTION ${g(e.id.name)} SET PUBLICATION ${(t??[]).map(r=>g(r)).join(", ")} WITH (refresh = false)`})},conninfo:{alter:(e,n,t)=>({sql:`ALTER SUBSCRIPTION ${g(e.id.name)} CONNECTION ${D(S(t))}`})},slotName:{alter:(e,n,t)=>({sql:`ALTER SUBSCRIPTION ${g(e.id.name)} SET (slot_name = ${t==null?"NONE":D(S(t))})`})},binary:Yn("binary"),streaming:Jn("streaming"),synchronousCommit:Jn("synchronous_commit"),disableOnError:Yn("disable_on_error"),runAsOwner:Yn("run_as_owner"),origin:Jn("origin"),twoPhase:{alter:(e,n,t)=>{let r=Vn(e),o=Number(E(e,"_serverMajor")??0);if(o<18)throw new Error(`subscription ${r}: changing two_phase requires PostgreSQL 18+ (ALTER SUBSCRIPTION … SET (two_phase)). On PG${o||" < 18"} recreate the subscription manually — an automatic drop/recreate would drop the publisher's replication slot and break replication.`);let s=[{sql:`ALTER SUBSCRIPTION ${r} DISABLE`},{sql:`ALTER SUBSCRIPTION ${r} SET (two_phase = ${t?"true":"false"})`}];return E(e,"enabled")&&s.push({sql:`ALTER SUBSCRIPTION ${r} ENABLE`}),s}}}}};function Yo(e){let n=[],t=(o,s)=>{let a=E(e,o);a!=null&&n.push(`${s} = ${a?"true":"false"}`)},r=(o,s)=>{let a=E(e,o);a!=null&&n.push(`${s} = ${D(S(a))}`)};return t("binary","binary"),r("streaming","streaming"),r("synchronousCommit","synchronous_commit"),t("disableOnError","disable_on_error"),t("runAsOwner","run_as_owner"),t("twoPhase","two_phase"),r("origin","origin"),n}function Vn(e){return g(e.id.name)}function Yn(e){return{alter:(n,t,r)=>({sql:`ALTER SUBSCRIPTION ${Vn(n)} SET (${e} = ${r?"true":"false"})`})}}function Jn(e){return{alter:(n,t,r)=>({sql:`ALTER SUBSCRIPTION ${Vn(n)} SET (${e} = ${D(S(r))})`})}}function Dr(e,n,t){return`ALTER ROLE ${e} SET ${g(n)} TO ${D(t)}`}var jr={role:{weight:0,rename:z(e=>`ALTER ROLE ${g(e.id.name)}`),create:e=>{let n=g(e.id.name),t=[{sql:`CREATE ROLE ${n} WITH ${hr(e.payload)}`}];for(let r of E(e,"config")??[]){let[o,s]=pe(r);t.push({sql:Dr(n,o,s)})}return t},drop:e=>({sql:`DROP ROLE ${g(e.id.name)}`}),attributes:{...Object.fromEntries(Object.entries(jn).map(([e,[n,t]])=>[e,{alter:(r,o,s)=>({sql:`ALTER ROLE ${g(r.id.name)} WITH ${s?n:t}`})}])),config:{alter:(e,n,t)=>{let r=g(e.id.name),o=new Map((n??[]).map(pe)),s=new Map((t??[]).map(pe)),a=[];for(let[l]of o)s.has(l)||a.push({sql:`ALTER ROLE ${r} RESET ${g(l)}`});for(let[l,c]of s)o.get(l)!==c&&a.push({sql:Dr(r,l,c)});return a}}}},membership:{weight:1,create:e=>{let n=e.id;return[{sql:`GRANT ${g(n.role)} TO ${g(n.member)}${E(e,"admin")?" WITH ADMIN OPTION":""}`,consumes:[{kind:"role",name:n.role},{kind:"role",name:n.member}]}]},drop:e=>{let n=e.id;return{sql:`REVOKE ${g(n.role)} FROM ${g(n.member)}`,consumes:[{kind:"role",name:n.role},{kind:"role",name:n.member}]}},attributes:{admin:{alter:(e,n,t)=>{let r=e.id;return{sql:t?`GRANT ${g(r.role)} TO ${g(r.member)} WITH ADMIN OPTION`:`REVOKE ADMIN OPTION FOR ${g(r.role)} FROM ${g(r.member)}`,consumes:[{kind:"role",name:r.role},{kind:"role",name:r.member}]}}}}},defaultPrivilege:{weight:22,create:e=>Nr(e),drop:e=>Rr(e),attributes:{privileges:"replace",grantable:"replace"}}};var Mr={r:void 0,s:"SHAREABLE",w:"READ_WRITE"},Jo={u:void 0,s:"SAFE",r:"RESTRICTED"},Fr=e=>e.id.kind==="procedure"?"PROCEDURE":"FUNCTION",Pr={weight:8,cascadesToChildren:!0,rebuildable:!0,defaclObjtype:"f",rename:(e,n)=>({sql:`ALTER ROUTINE ${be(e.id)} RENAME TO ${g(n.name)}`}),create:e=>[{sql:S(E(e,"def"))}],drop:e=>{let n=e.id;return{sql:`DROP ${Fr(e)} ${be(n)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER ${Fr(e)} ${be(n)}`},attributes:{def:{alter:(e,n,t,r)=>({sql:S(E(e,"def")),consumes:Se(r,e.id)})},returnType:"replace",argSignature:"replace",language:"replace",isWindow:"replace"}},Br={function:Pr,procedure:Pr,aggregate:{weight:9,cascadesToChildren:!0,defaclObjtype:"f",create:e=>{let n=e.id,t=[`SFUNC = ${S(E(e,"sfunc"))}`,`STYPE = ${S(E(e,"stype"))}`],r=(m,f)=>{let h=E(e,m);h!=null&&t.push(`${f} = ${S(h)}`)},o=Number(E(e,"sspace")??0);o!==0&&t.push(`SSPACE = ${o}`),r("finalfunc","FINALFUNC"),E(e,"finalfuncExtra")&&t.push("FINALFUNC_EXTRA");let s=Mr[S(E(e,"finalfuncModify")??"r")];s!=null&&t.push(`FINALFUNC_MODIFY = ${s}`),r("combinefunc","COMBINEFUNC"),r("serialfunc","SERIALFUNC"),r("deserialfunc","DESERIALFUNC"),r("msfunc","MSFUNC"),r("minvfunc","MINVFUNC"),r("mstype","MSTYPE");let a=Number(E(e,"msspace")??0);a!==0&&t.push(`MSSPACE = ${a}`),r("mfinalfunc","MFINALFUNC"),E(e,"mfinalfuncExtra")&&t.push("MFINALFUNC_EXTRA");let l=Mr[S(E(e,"mfinalfuncModify")??"r")];l!=null&&t.push(`MFINALFUNC_MODIFY = ${l}`);let c=E(e,"initcond");c!=null&&t.push(`INITCOND = ${D(S(c))}`);let i=E(e,"minitcond");i!=null&&t.push(`MINITCOND = ${D(S(i))}`);let d=E(e,"sortop");d!=null&&t.push(`SORTOP = ${S(d)}`);let p=Jo[S(E(e,"parallel")??"u")];return p!=null&&t.push(`PARALLEL = ${p}`),S(E(e,"aggKind"))==="h"&&t.push("HYPOTHETICAL"),[{sql:`CREATE AGGREGATE ${y(n.schema,n.name)}(${xe(e)}) (${t.join(", ")})`}]},drop:e=>{let n=e.id;return{sql:`DROP AGGREGATE ${y(n.schema,n.name)}(${xe(e)})`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER AGGREGATE ${y(n.schema,n.name)}(${xe(e)})`},attributes:{aggKind:"replace",numDirectArgs:"replace",sfunc:"replace",stype:"replace",finalfunc:"replace",initcond:"replace",combinefunc:"replace",serialfunc:"replace",deserialfunc:"replace",msfunc:"replace",minvfunc:"replace",mstype:"replace",msspace:"replace",mfinalfunc:"replace",minitcond:"replace",finalfuncExtra:"replace",mfinalfuncExtra:"replace",finalfuncModify:"replace",mfinalfuncModify:"replace",sspace:"replace",sortop:"replace",parallel:"replace"}}};function fn(e,n){let t=`CREATE SCHEMA ${g(e)}`;return n===void 0?t:`${t} AUTHORIZATION ${g(n)}`}var qr={schema:{weight:1,defaclObjtype:"n",rename:z(e=>`ALTER SCHEMA ${g(e.id.name)}`),create:e=>[{sql:fn(e.id.name)}],drop:e=>({sql:`DROP SCHEMA ${g(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER SCHEMA ${g(e.id.name)}`,attributes:{}},extension:{weight:2,create:(e,n,t,r)=>{let o=S(E(e,"schema")),s={kind:"schema",name:o},a=r?.get(s)!==void 0||n.get(s)!==void 0&&!n.isReferenceOnly(s),l=g(e.id.name);return[a?{sql:`CREATE EXTENSION ${l} SCHEMA ${g(o)}`,consumes:[s]}:{sql:`CREATE EXTENSION ${l}`}]},drop:(e,n)=>{let t=(n?.incomingEdges(e.id)??[]).filter(o=>o.kind==="memberOfExtension").map(o=>o.from),r=t.some(o=>o.kind==="table"||o.kind==="materializedView");return{sql:`DROP EXTENSION ${g(e.id.name)}`,...t.length>0?{alsoDestroys:t}:{},...r?{dataLoss:"destructive"}:{}}},attributes:{schema:{alter:(e,n,t)=>({sql:`ALTER EXTENSION ${g(e.id.name)} SET SCHEMA ${g(S(t))}`,consumes:[{kind:"schema",name:S(t)}],releases:[{kind:"schema",name:S(n)}]}),replaceWhen:(e,n,t)=>E(t,"relocatable")===!1}}}};var Ur={sequence:{weight:3,cascadesToChildren:!0,defaclObjtype:"S",dropRootRedirect:(e,n)=>{let t=e.payload.ownedBy;if(t==null)return;let r={kind:"column",schema:t.schema,table:t.table,name:t.column};if(n(r))return r;let o={kind:"table",schema:t.schema,name:t.table};if(n(o))return o},rename:z(e=>{let n=e.id;return`ALTER SEQUENCE ${y(n.schema,n.name)}`}),create:e=>{let n=e.id;return[{sql:`CREATE SEQUENCE ${y(n.schema,n.name)} AS ${S(E(e,"dataType"))} INCREMENT BY ${S(E(e,"increment"))} MINVALUE ${S(E(e,"minValue"))} MAXVALUE ${S(E(e,"maxValue"))} START WITH ${S(E(e,"start"))} CACHE ${S(E(e,"cache"))} ${E(e,"cycle")?"CYCLE":"NO CYCLE"}`},...Un(e)]},drop:e=>{let n=e.id;return{sql:`DROP SEQUENCE ${y(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER SEQUENCE ${y(n.schema,n.name)}`},attributes:{dataType:{alter:(e,n,t,r,o)=>ye("dataType",e,o)},increment:{alter:(e,n,t,r,o)=>ye("increment",e,o)},minValue:{alter:(e,n,t,r,o)=>ye("minValue",e,o)},maxValue:{alter:(e,n,t,r,o)=>ye("maxValue",e,o)},start:{alter:(e,n,t,r,o)=>ye("start",e,o)},cache:{alter:(e,n,t,r,o)=>ye("cache",e,o)},cycle:{alter:(e,n,t,r,o)=>ye("cycle",e,o)},ownedBy:{alter:(e,n)=>Un(e,{allowNone:!0,releaseOld:n})}}}};var Hr={table:{weight:4,cascadesToChildren:!0,defaclObjtype:"r",rename:z(e=>{let n=e.id;return`ALTER TABLE ${y(n.schema,n.name)}`}),create:(e,n)=>{let t=e.id,r=y(t.schema,t.name),s=S(E(e,"persistence"))==="u"?"UNLOGGED ":"",a=E(e,"partitionBound"),l=E(e,"partitionKey"),c=E(e,"parentTable"),i,d=[],p=[];if(a!=null&&c!=null)i=`CREATE ${s}TABLE ${r} PARTITION OF ${y(c.schema,c.name)} ${S(a)}`,l!=null&&(i+=` PARTITION BY ${S(l)}`),d.push({kind:"table",schema:c.schema,name:c.name});else{let _="";if(l!=null){let R=n.childrenOf(e.id).filter($=>$.id.kind==="column");R.every($=>E($,"_position")!=null)&&R.sort(($,I)=>Number(E($,"_position"))-Number(E(I,"_position"))),_=R.map(qn).join(", ");for(let $ of R)p.push($.id)}i=`CREATE ${s}TABLE ${r} (${_})`,c!=null&&(i+=` INHERITS (${y(c.schema,c.name)})`,d.push({kind:"table",schema:c.schema,name:c.name})),l!=null&&(i+=` PARTITION BY ${S(l)}`)}let m=a==null&&l==null&&c==null,f=[{sql:i,...d.length>0?{consumes:d}:{},alsoProduces:p,...m?{acceptsColumnFolds:!0}:{}}];E(e,"rowSecurity")&&f.push({sql:`ALTER TABLE ${r} ENABLE ROW LEVEL SECURITY`}),E(e,"forceRowSecurity")&&f.push({sql:`ALTER TABLE ${r} FORCE ROW LEVEL SECURITY`});let h=E(e,"replicaIdentity");h!=null&&h!=="d"&&f.push(mn(e,n));let O=E(e,"reloptions");return O!=null&&O.length>0&&f.push({sql:`ALTER TABLE ${r} SET (${O.join(", ")})`}),f},drop:e=>{let n=e.id;return{sql:`DROP TABLE ${y(n.schema,n.name)}`,dataLoss:"destructive"}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER TABLE ${y(n.schema,n.name)}`},attributes:{persistence:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${y(r.schema,r.name)} SET ${S(t)==="u"?"UNLOGGED":"LOGGED"}`,rewriteRisk:!0}}},rowSecurity:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${y(r.schema,r.name)} ${t?"ENABLE":"DISABLE"} ROW LEVEL SECURITY`}}},forceRowSecurity:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${y(r.schema,r.name)} ${t?"FORCE":"NO FORCE"} ROW LEVEL SECURITY`}}},replicaIdentity:{alter:(e,n,t,r)=>mn(e,r)},replicaIdentityIndex:{alter:(e,n,t,r)=>mn(e,r)},reloptions:{alter:(e,n,t)=>{let r=e.id;return Ve(`ALTER TABLE ${y(r.schema,r.name)}`,n,t)}},partitionKey:"replace",partitionBound:"replace",parentTable:"replace"}},column:{weight:5,cascadesToChildren:!0,rename:(e,n)=>{let{schema:t,table:r,column:o}=oe(e);return{sql:`ALTER TABLE ${y(t,r)} RENAME COLUMN ${g(o)} TO ${g(n.name)}`}},create:(e,n)=>{let{schema:t,table:r,column:o}=oe(e),s=n.childrenOf(e.id).find(d=>d.id.kind==="default"&&d.id.name===o),a=qn(e),l=[];s&&(a+=` DEFAULT ${S(s.payload.expr)}`,l.push(s.id));let c=e.payload.generatedExpr!=null||s!==void 0,i={sql:`ALTER TABLE ${y(t,r)} ADD COLUMN ${a}`,alsoProduces:l,...c?{rewriteRisk:!0}:{}};return e.parent!==void 0&&e.parent.kind==="table"&&e.payload.generatedExpr==null&&(i.compaction={foldInto:e.parent,clause:a}),[i]},drop:e=>{let{schema:n,table:t,column:r}=oe(e);return{sql:`ALTER TABLE ${y(n,t)} DROP COLUMN ${g(r)}`,dataLoss:"destructive"}},attributes:{type:{alter:(e,n,t,r,o)=>{let{schema:s,table:a,column:l}=oe(e),c=`ALTER TABLE ${y(s,a)} ALTER COLUMN ${g(l)}`,i=o.get(e.id)??e,d=i.payload.identity??null,p=e.payload.identity??null,m=i.payload.generatedExpr!=null,f=e.parent?.kind==="foreignTable",h=Se(r,e.id),O=Se(o,e.id),_=f||m?"":` USING ${g(l)}::${S(t)}`,R={sql:`${c} TYPE ${S(t)}${_}`,...f?{}:{rewriteRisk:!0}};h.length>0&&(R.consumes=h),O.length>0&&(R.releases=O);let $=[];p==null&&!m&&$.push({sql:`${c} DROP DEFAULT`});let I=d!=null&&p!=null?Bn(c,we(d),we(p)):[],b=br(S(n),S(t));b&&$.push(...I),$.push(R),b||$.push(...I);let A=r.childrenOf(e.id).find(w=>w.id.kind==="default");return A&&$.push({sql:`${c} SET DEFAULT ${S(A.payload.expr)}`}),$},rebuildsDependents:()=>["view","materializedView","rule","policy"]},notNull:{alter:(e,n,t)=>{let{schema:r,table:o,column:s}=oe(e);return{sql:`ALTER TABLE ${y(r,o)} ALTER COLUMN ${g(s)} ${t?"SET":"DROP"} NOT NULL`}}},identity:{alter:(e,n,t,r,o)=>{let{schema:s,table:a,column:l}=oe(e),c=`ALTER TABLE ${y(s,a)} ALTER COLUMN ${g(l)}`,i=Mn(n),d=Mn(t);if(t==null)return{sql:`${c} DROP IDENTITY`,...i==null?{}:{alsoDestroys:[i]}};let p=Ge(t)==="a"?"GENERATED ALWAYS":"GENERATED BY DEFAULT",m=S(E(e,"type"));if(n==null)return{sql:`${c} ADD ${p} AS IDENTITY${Pn(we(t),m,Fn(t,{schema:s,table:a,column:l}))}`,...d==null?{}:{alsoProduces:[d]}};let f=[];if(Ge(n)!==Ge(t)&&f.push({sql:`${c} SET ${p}`}),i!=null&&d!=null&&u(i)!==u(d)){let _=i,R=d;f.push({sql:`ALTER SEQUENCE ${y(_.schema,_.name)} RENAME TO ${g(R.name)}`,alsoDestroys:[i],alsoProduces:[d]})}let h=o.get(e.id)?.payload.type;return h!==void 0&&h!==E(e,"type")||f.push(...Bn(c,we(n),we(t))),f}},collation:"replace",generatedExpr:"replace"}},default:{weight:6,cascadesToChildren:!0,rebuildable:!0,create:e=>{let{schema:n,table:t,column:r}=oe(e);return[{sql:`ALTER TABLE ${y(n,t)} ALTER COLUMN ${g(r)} SET DEFAULT ${S(E(e,"expr"))}`}]},drop:e=>{let{schema:n,table:t,column:r}=oe(e);return{sql:`ALTER TABLE ${y(n,t)} ALTER COLUMN ${g(r)} DROP DEFAULT`}},attributes:{expr:{alter:(e,n,t)=>{let{schema:r,table:o,column:s}=oe(e);return{sql:`ALTER TABLE ${y(r,o)} ALTER COLUMN ${g(s)} SET DEFAULT ${S(t)}`}}}}}};var Wr={trigger:{weight:15,cascadesToChildren:!0,rebuildable:!0,rename:(e,n)=>{let t=e.id;return{sql:`ALTER TRIGGER ${g(t.name)} ON ${y(t.schema,t.table)} RENAME TO ${g(n.name)}`}},create:e=>{let n=e.id,t=[{sql:S(E(e,"def"))}],r=E(e,"enabled");return r!=null&&r!=="O"&&t.push({sql:`ALTER TABLE ${y(n.schema,n.table)} ${_e(S(r))} TRIGGER ${g(n.name)}`}),t},drop:e=>{let n=e.id;return{sql:`DROP TRIGGER ${g(n.name)} ON ${y(n.schema,n.table)}`}},attributes:{def:"replace",enabled:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${y(r.schema,r.table)} ${_e(S(t))} TRIGGER ${g(r.name)}`}}}}},eventTrigger:{weight:17,rebuildable:!0,create:e=>{let n=g(e.id.name),t={kind:"function",schema:S(E(e,"functionSchema")),name:S(E(e,"functionName")),args:[]},r=`CREATE EVENT TRIGGER ${n} ON ${S(E(e,"event"))}`,o=E(e,"tags")??[];o.length>0&&(r+=` WHEN TAG IN (${o.map(l=>D(l)).join(", ")})`),r+=` EXECUTE FUNCTION ${y(S(E(e,"functionSchema")),S(E(e,"functionName")))}()`;let s=[{sql:r,consumes:[t]}],a=E(e,"enabled");return a!=null&&a!=="O"&&s.push({sql:`ALTER EVENT TRIGGER ${n} ${_e(S(a))}`}),s},drop:e=>({sql:`DROP EVENT TRIGGER ${g(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER EVENT TRIGGER ${g(e.id.name)}`,attributes:{enabled:{alter:(e,n,t)=>({sql:`ALTER EVENT TRIGGER ${g(e.id.name)} ${_e(S(t))}`})},event:"replace",tags:"replace",functionSchema:"replace",functionName:"replace"}}};var Yr={domain:{weight:7,cascadesToChildren:!0,defaclObjtype:"T",rename:z(e=>{let n=e.id;return`ALTER DOMAIN ${y(n.schema,n.name)}`}),create:(e,n,t,r)=>{let o=e.id,s=y(o.schema,o.name);if(r?.get(e.id)!==void 0){let d=un(n,e.id).filter(p=>r.get(p)!==void 0);if(d.length>0){let p=d.map(m=>{let f=m;return`${y(f.schema,f.table)}.${g(f.name)}`}).join(", ");throw new Error(`domain ${s}: cannot replace an in-use domain — column(s) ${p} depend on it, and PostgreSQL forbids dropping a type while a column uses it. Replacing an in-use domain is not supported yet; drop the using column(s), or recreate the domain, first.`)}}let a=`CREATE DOMAIN ${s} AS ${S(E(e,"baseType"))}`,l=E(e,"collation");l!=null&&(a+=` COLLATE ${S(l)}`);let c=E(e,"default");c!=null&&(a+=` DEFAULT ${S(c)}`),E(e,"notNull")&&(a+=" NOT NULL");let i=[];for(let d of n.childrenOf(e.id))d.id.kind==="constraint"&&E(d,"validated")&&(a+=` CONSTRAINT ${g(d.id.name)} ${S(E(d,"def"))}`,i.push(d.id));return[i.length>0?{sql:a,alsoProduces:i}:{sql:a}]},drop:e=>{let n=e.id;return{sql:`DROP DOMAIN ${y(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER DOMAIN ${y(n.schema,n.name)}`},attributes:{default:{alter:(e,n,t)=>{let r=e.id;return{sql:t==null?`ALTER DOMAIN ${y(r.schema,r.name)} DROP DEFAULT`:`ALTER DOMAIN ${y(r.schema,r.name)} SET DEFAULT ${S(t)}`}}},notNull:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER DOMAIN ${y(r.schema,r.name)} ${t?"SET":"DROP"} NOT NULL`}}},baseType:"replace",collation:"replace"}},type:{weight:7,cascadesToChildren:!0,defaclObjtype:"T",rename:z(e=>{let n=e.id;return`ALTER TYPE ${y(n.schema,n.name)}`}),create:(e,n,t,r)=>{let o=e.id,s=y(o.schema,o.name),a=S(E(e,"variant")),l,c=[];if(a==="enum"){let i=E(e,"values").map(d=>D(d));l=`CREATE TYPE ${s} AS ENUM (${i.join(", ")})`}else if(a==="composite"){let i=n.childrenOf(e.id).filter(m=>m.id.kind==="typeAttribute");i.every(m=>E(m,"_position")!=null)&&i.sort((m,f)=>Number(E(m,"_position"))-Number(E(f,"_position")));let p=i.map(m=>Hn(m));for(let m of i)c.push(m.id);l=`CREATE TYPE ${s} AS (${p.join(", ")})`}else{if(r?.get(e.id)!==void 0){let h=un(n,e.id).filter(O=>r.get(O)!==void 0);if(h.length>0){let O=h.map(_=>{let R=_;return`${y(R.schema,R.table)}.${g(R.name)}`}).join(", ");throw new Error(`range type ${s}: cannot replace an in-use range type — column(s) ${O} depend on it, and PostgreSQL forbids dropping a type while a column uses it. Replacing an in-use range type is not supported yet; drop the using column(s), or recreate the type, first.`)}}let i=[`SUBTYPE = ${S(E(e,"subtype"))}`],d=E(e,"subtypeOpclass");d!=null&&i.push(`SUBTYPE_OPCLASS = ${S(d)}`);let p=E(e,"collation");p!=null&&i.push(`COLLATION = ${S(p)}`);let m=E(e,"subtypeDiff");m!=null&&i.push(`SUBTYPE_DIFF = ${S(m)}`);let f=E(e,"multirangeTypeName");f!=null&&i.push(`MULTIRANGE_TYPE_NAME = ${S(f)}`),l=`CREATE TYPE ${s} AS RANGE (${i.join(", ")})`}return[{sql:l,...c.length>0?{alsoProduces:c}:{}}]},drop:e=>{let n=e.id;return{sql:`DROP TYPE ${y(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER TYPE ${y(n.schema,n.name)}`},attributes:{values:{alter:(e,n,t,r,o)=>{let s=e.id,a=y(s.schema,s.name),l=n??[],c=t??[];if(Dn(l,c)){let b=[],A=0;for(let w=0;w<c.length;w++){let N=c[w];if(A<l.length&&N===l[A]){A++;continue}let x=A<l.length?`BEFORE ${D(l[A])}`:w>0?`AFTER ${D(c[w-1])}`:l.length>0?`BEFORE ${D(l[0])}`:"";b.push({sql:`ALTER TYPE ${a} ADD VALUE ${D(N)}${x?` ${x}`:""}`,transactionality:"commitBoundaryAfter"})}return b}let i=u(e.id),d=new Set,p=r.edges.filter(b=>u(b.to)===i&&(b.from.kind==="domain"||b.from.kind==="type")&&u(b.from)!==i&&r.get(b.from)!==void 0&&o.get(b.from)!==void 0).map(b=>b.from).filter(b=>{let A=u(b);return d.has(A)?!1:(d.add(A),!0)}).sort((b,A)=>u(b)<u(A)?-1:1);if(p.length>0){let b=p.map(A=>{let w=A;return`${w.kind==="domain"?"DOMAIN":"TYPE"} ${y(w.schema,w.name)}`}).join(", ");throw new Error(`enum ${a}: cannot remove or reorder values while non-column object(s) depend on it — ${b}. The rebuild drops the old enum, which those objects still reference, and PostgreSQL forbids dropping a type in use. Migrating a DOMAIN / COMPOSITE / RANGE that uses an enum across a value-set change is not supported yet; drop the dependent object(s), or recreate them, first.`)}let m=["type","domain","table","view","materializedView","foreignTable","sequence"],f=b=>m.some(A=>r.get({kind:A,schema:s.schema,name:b})!==void 0||o.get({kind:A,schema:s.schema,name:b})!==void 0),h=63,O="__pgdelta_replaced",_=b=>{let A=b===null?"":`_${b}`,w=h-Ye(O)-Ye(A);return`${Er(s.name,w)}${O}${A}`},R=_(null);for(let b=2;f(R);b++){if(b>1e4)throw new Error(`enum ${a}: could not find a free temp name for the value-set rebuild after 10000 attempts — an extraordinary number of \`${O}\`-suffixed occupants exist in schema "${s.schema}"`);R=_(b)}let $=[{sql:`ALTER TYPE ${a} RENAME TO ${g(R)}`},{sql:`CREATE TYPE ${a} AS ENUM (${c.map(b=>D(b)).join(", ")})`}],I=r.edges.filter(b=>b.from.kind==="column"&&u(b.to)===i&&r.get(b.from)!==void 0&&o.get(b.from)!==void 0).map(b=>b.from).sort((b,A)=>`${b.schema}.${b.table}.${b.name}`<`${A.schema}.${A.table}.${A.name}`?-1:1);for(let b of I){let A=r.get(b),N=(A!==void 0?S(E(A,"type")):"").endsWith("[]"),x=N?`${a}[]`:a,k=N?`${g(b.name)}::text[]::${a}[]`:`${g(b.name)}::text::${a}`;$.push({sql:`ALTER TABLE ${y(b.schema,b.table)} ALTER COLUMN ${g(b.name)} TYPE ${x} USING ${k}`,consumes:[b],dataLoss:"destructive",rewriteRisk:!0})}return $.push({sql:`DROP TYPE ${y(s.schema,R)}`}),$},rebuildsDependents:(e,n)=>!Dn(e??[],n??[])},subtype:"replace",subtypeOpclass:"replace",subtypeDiff:"replace",multirangeTypeName:"replace",collation:"replace",variant:"replace"}},typeAttribute:{weight:7,create:e=>{let n=e.id;return[{sql:`ALTER TYPE ${y(n.schema,n.type)} ADD ATTRIBUTE ${Hn(e)} CASCADE`,consumes:[{kind:"type",schema:n.schema,name:n.type}]}]},drop:e=>{let n=e.id;return{sql:`ALTER TYPE ${y(n.schema,n.type)} DROP ATTRIBUTE ${g(n.name)} CASCADE`,dataLoss:"destructive"}},rename:(e,n)=>{let t=e.id;return{sql:`ALTER TYPE ${y(t.schema,t.type)} RENAME ATTRIBUTE ${g(t.name)} TO ${g(n.name)} CASCADE`}},attributes:{type:{alter:(e,n,t,r,o)=>{let s=e.id,a={kind:"type",schema:s.schema,name:s.type};if(un(r,a).length>0)throw new Error(`composite type ${y(s.schema,s.type)}: cannot change attribute "${s.name}" type while the type is used by table columns — PostgreSQL forbids ALTER ATTRIBUTE … TYPE on an in-use composite. Drop the using columns, or recreate the type, first.`);let l=Se(r,a),c=Se(o,a),i={sql:`ALTER TYPE ${y(s.schema,s.type)} ALTER ATTRIBUTE ${g(s.name)} TYPE ${S(t)} CASCADE`};return l.length>0&&(i.consumes=l),c.length>0&&(i.releases=c),i}},collation:"replace"}},collation:{weight:7,create:e=>{let n=e.id,t=S(E(e,"provider")),r=[];return t==="i"?(r.push("PROVIDER = icu",`LOCALE = ${D(S(E(e,"locale")))}`),E(e,"deterministic")||r.push("DETERMINISTIC = false")):t==="b"?r.push("PROVIDER = builtin",`LOCALE = ${D(S(E(e,"locale")))}`):r.push(`LC_COLLATE = ${D(S(E(e,"lcCollate")))}`,`LC_CTYPE = ${D(S(E(e,"lcCtype")))}`),[{sql:`CREATE COLLATION ${y(n.schema,n.name)} (${r.join(", ")})`}]},drop:e=>{let n=e.id;return{sql:`DROP COLLATION ${y(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER COLLATION ${y(n.schema,n.name)}`},attributes:{provider:"replace",deterministic:"replace",locale:"replace",lcCollate:"replace",lcCtype:"replace"}}};var Jr={view:{weight:12,cascadesToChildren:!0,rebuildable:!0,defaclObjtype:"r",rename:z(e=>{let n=e.id;return`ALTER VIEW ${y(n.schema,n.name)}`}),create:e=>{let n=e.id;return[{sql:`CREATE VIEW ${y(n.schema,n.name)}${Cn(e)} AS ${S(E(e,"def"))}`}]},drop:e=>{let n=e.id;return{sql:`DROP VIEW ${y(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER VIEW ${y(n.schema,n.name)}`},attributes:{def:"replace",reloptions:{alter:(e,n,t)=>{let r=e.id;return Ve(`ALTER VIEW ${y(r.schema,r.name)}`,n,t)}}}},materializedView:{weight:13,cascadesToChildren:!0,rebuildable:!0,defaclObjtype:"r",rename:z(e=>{let n=e.id;return`ALTER MATERIALIZED VIEW ${y(n.schema,n.name)}`}),create:e=>{let n=e.id;return[{sql:`CREATE MATERIALIZED VIEW ${y(n.schema,n.name)}${Cn(e)} AS ${S(E(e,"def"))}`}]},drop:e=>{let n=e.id;return{sql:`DROP MATERIALIZED VIEW ${y(n.schema,n.name)}`,dataLoss:"destructive"}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER MATERIALIZED VIEW ${y(n.schema,n.name)}`},attributes:{def:"replace",reloptions:{alter:(e,n,t)=>{let r=e.id;return Ve(`ALTER MATERIALIZED VIEW ${y(r.schema,r.name)}`,n,t)}}}},rule:{weight:15,cascadesToChildren:!0,rebuildable:!0,create:e=>{let n=e.id,t=[{sql:S(E(e,"def"))}],r=E(e,"enabled");return r!=null&&r!=="O"&&t.push({sql:`ALTER TABLE ${y(n.schema,n.table)} ${_e(S(r))} RULE ${g(n.name)}`}),t},drop:e=>{let n=e.id;return{sql:`DROP RULE ${g(n.name)} ON ${y(n.schema,n.table)}`}},attributes:{def:"replace",enabled:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${y(r.schema,r.table)} ${_e(S(t))} RULE ${g(r.name)}`}}}}}};var Ce=new Set(["concurrentIndexes"]),Vo={...jr,...qr,...Hr,...Ur,...Ir,...kr,...Br,...Yr,...Jr,...Wr,...vr,...Cr,...Lr,...xr};function Gn(e){let n=Vo[e];if(!n)throw new Error(`rule table: no rules for kind '${e}' — extend the rule vocabulary (guardrail 3)`);return n}var Go=90;function Vr(e,n){return`${e}\0${n}`}function Ko(e){let n={};for(let r of e.payloadAttrs)n[r]="replace";let t=r=>({lockClass:"none",...r});return{create:(r,o)=>e.create(r,o).map(t),drop:r=>t(e.drop(r)),attributes:n,weight:e.weight??Go}}function Gr(e){let n=new Map;for(let t of e)if(t.intentKinds!==void 0)for(let[r,o]of Object.entries(t.intentKinds))n.set(Vr(t.extension,r),Ko(o));return n}function Kn(e){return n=>{if(n.kind==="extensionIntent"){let t=e?.get(Vr(n.ext,n.intentKind));if(t===void 0)throw new Error(`rule table: no intent rule registered for extension '${n.ext}' intent kind '${n.intentKind}' — register the handler's intentKinds via the integration profile`);return t}return Gn(n.kind)}}var gn=Kn();import{existsSync as zo,readFileSync as Xo}from"node:fs";import{fileURLToPath as Qo}from"node:url";import{join as Kr}from"node:path";function Xr(e,n){let t=e.facts(),r=new Set;for(let i of t){let d=u(i.id);n.has(i.id)&&n.hashOf(i.id)===e.hashOf(i.id)&&zr(n,i.id)===zr(e,i.id)&&r.add(d)}let o=new Set;for(let i of t){let d=u(i.id);r.has(d)||o.add(d)}let s=new Set;for(let i of t){let d=u(i.id);if(!o.has(d))continue;let p=i.parent;for(;p!==void 0;){let m=u(p);if(o.has(m)||s.has(m))break;s.add(m),p=e.get(p)?.parent}}let a=new Set([...o,...s]),l=[];for(let i of t)a.has(u(i.id))&&l.push(i);let c=[];for(let i of e.edges){let d=u(i.from),p=u(i.to);(a.has(d)&&a.has(p)||Z(i)&&a.has(d))&&c.push(i)}return X(l,c,"liveDb",new Set,{allowDangling:Z})}function zr(e,n){return e.outgoingEdges(n).map(t=>`${t.kind}->${u(t.to)}`).sort().join("|")}function zn(e){let n=Xo(e,"utf-8"),t=$t(n);return{factBase:t.factBase,digest:t.factBase.rootHash,...t.redactSecrets!==void 0?{redactSecrets:t.redactSecrets}:{},path:e}}var Zo=Qo(new URL("./baselines/",import.meta.url));function Qr(e,n){if(e.baseline===void 0)return;let t=n.dir??Zo,r=[Kr(t,`${e.baseline}-${n.pgMajor}.json`),Kr(t,`${e.baseline}.json`)];for(let o of r)if(zo(o))return zn(o);throw new Error(`policy "${e.id}" declares baseline "${e.baseline}" but no baseline snapshot is committed (looked for: ${r.join(", ")}). Generate and commit it, or remove the baseline from the policy — a declared baseline must never be silently ignored.`)}async function Xn(e){let t=(await e.query(`
    SELECT current_user AS role,
           (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) AS is_superuser,
           ARRAY(
             SELECT r.rolname::text FROM pg_catalog.pg_roles r
             WHERE pg_catalog.pg_has_role(current_user, r.oid, 'MEMBER')
               AND r.rolname NOT LIKE 'pg\\_%'
           ) AS member_of
  `)).rows[0];return{role:String(t.role),isSuperuser:!!t.is_superuser,memberOf:t.member_of??[]}}function Zr(e,n){let t=new Set;if(n.isSuperuser)return t;for(let r of e.facts())r.id.kind==="acl"&&r.id.target.kind==="fdw"&&t.add(u(r.id));return t}function ze(e,n){return e.isSuperuser||e.memberOf.includes(n)}var De=e=>`${u(e.from)}|${e.kind}|${u(e.to)}`;function je(e,n,t,r){let o=a=>{let l=a;for(;l!==void 0;){let c=t.get(u(l));if(c!==void 0)return{id:l,attribution:c};l=e.get(l)?.parent}};for(let a of e.facts()){if(n.has(a.id))continue;let l=o(a.id);l!==void 0&&r({subject:{kind:"fact",id:a.id},...l.attribution,...u(l.id)===u(a.id)?{}:{viaDescendantOf:l.id}})}let s=new Set(n.edges.map(De));for(let a of e.edges){if(s.has(De(a)))continue;let l=[o(a.from),o(a.to)].filter(i=>i!==void 0),c=new Set;for(let i of l){let d=`${u(i.id)}|${i.attribution.stage}|${i.attribution.reasonCode}`;if(c.has(d))continue;c.add(d);let p=u(a.from)===u(i.id)||u(a.to)===u(i.id);r({subject:{kind:"edge",edge:a},...i.attribution,...p?{}:{viaDescendantOf:i.id}})}}}function es(e,n,t,r,o){let s=u(o.id);if(t.has(s))return!0;if(r.has(s))return!1;let a=[s],l=n.has(s)?!0:void 0,c=l===void 0?o.parent:void 0;for(;c!==void 0;){let d=u(c);if(n.has(d)||t.has(d)){l=!0;break}if(r.has(d)){l=!1;break}let p=e.get(c);if(p===void 0)break;a.push(d),c=p.parent}let i=l??!1;for(let d of a)(i?t:r).add(d);return i}function En(e,n){if(n.size===0)return e;let t=new Set,r=new Set,o=e.facts().filter(c=>!es(e,n,t,r,c)),s=new Set(o.map(c=>u(c.id))),a=e.edges.filter(c=>{let i=s.has(u(c.from));return i&&s.has(u(c.to))?!0:i&&Z(c)&&!e.has(c.to)}),l=new Set([...e.referenceOnly].filter(c=>s.has(c)));return X(o,a,e.source,l,{allowDangling:Z})}function ea(e,n){let t=new Set,r=new Set;for(let o of e.facts())es(e,n,t,r,o);return t}function ns(e,n,t={}){if(n==="cluster")return e;let r=new Set;for(let p of e.facts())(p.id.kind==="role"||p.id.kind==="membership")&&r.add(u(p.id));if(r.size===0)return e;let o=ea(e,r),s=e.facts().filter(p=>!o.has(u(p.id))),a=new Set(s.map(p=>u(p.id))),{defaultOwner:l}=t,c=[];for(let p of e.edges){let m=a.has(u(p.from)),f=a.has(u(p.to));if(m&&f){c.push(p);continue}if(p.kind==="owner"&&m&&!f&&p.to.kind==="role"){let h=p.to.name;if(l!==void 0&&h===l)continue;c.push(p)}}let i=new Set([...e.referenceOnly].filter(p=>a.has(p))),d=X(s,c,e.source,i,{allowDangling:Z});if(t.collectSuppression!==void 0){let p={stage:"managementScope",reasonCode:"management-scope.database.cluster-object",classification:"acknowledged"},m=new Set;if(l!==void 0)for(let f of e.edges)f.kind==="owner"&&f.to.kind==="role"&&f.to.name===l&&a.has(u(f.from))&&m.add(De(f));if(je(e,d,new Map([...r].map(f=>[f,p])),f=>{f.subject.kind==="edge"&&m.has(De(f.subject.edge))||t.collectSuppression?.(f)}),l!==void 0){let f=new Set(d.edges.map(De));for(let h of e.edges)h.kind==="owner"&&h.to.kind==="role"&&h.to.name===l&&a.has(u(h.from))&&!f.has(De(h))&&t.collectSuppression({subject:{kind:"edge",edge:h},stage:"managementScope",reasonCode:"management-scope.database.default-owner",classification:"acknowledged"})}}return d}function Xe(e){let n=new Map,t=[];for(let r of e.facts()){let o=e.outgoingEdges(r.id).filter(s=>s.kind==="memberOfExtension").map(s=>s.to);o.length>0&&(n.set(u(r.id),o),t.push(r.id))}for(;t.length>0;){let r=t.pop();if(r.kind==="schema")continue;let o=n.get(u(r));for(let s of e.childrenOf(r)){if(yt(s.id))continue;let a=u(s.id);n.has(a)||(n.set(a,o),t.push(s.id))}}return n}function na(e){let t=e.replace(/[.+?^${}()|[\]\\]/g,"\\$&").replace(/\*/g,".*");return new RegExp(`^${t}$`)}function me(e,n){return na(e).test(n)}function rs(e){if("schema"in e&&typeof e.schema=="string")return e.schema}function Qn(e){if("name"in e&&typeof e.name=="string")return e.name}function ta(e,n){let t=[],r=e;for(;r!==void 0;){let o=n.get(r);if(!o)break;t.push(o),r=o.parent}return t}function ra(e,n,t){let r=ta(e,t);for(let o of r){let s=t.outgoingEdges(o.id);for(let a of s)if(a.kind==="memberOfExtension"&&a.to.kind==="extension"&&a.to.name===n)return!0}return!1}function fe(e,n,t,r){if("all"in e)return e.all.every(s=>fe(s,n,t,r));if("any"in e)return e.any.some(s=>fe(s,n,t,r));if("not"in e)return!fe(e.not,n,t,r);if("kind"in e)return(Array.isArray(e.kind)?e.kind:[e.kind]).some(a=>n.id.kind===a);if("schema"in e){let s=rs(n.id);return s===void 0?!1:(Array.isArray(e.schema)?e.schema:[e.schema]).some(l=>me(l,s))}if("name"in e){let s=Qn(n.id);return s===void 0?!1:(Array.isArray(e.name)?e.name:[e.name]).some(l=>me(l,s))}if("verb"in e)return r?.verbAssumed===!0;if("ownedByExtension"in e)return ra(n.id,e.ownedByExtension,t);if("parentKind"in e)return n.parent===void 0?!1:n.parent.kind===e.parentKind;if("owner"in e){let s=t.outgoingEdges(n.id).find(c=>c.kind==="owner"),a=s?.to.kind==="role"?s.to.name:n.payload.owner;return typeof a!="string"?!1:(Array.isArray(e.owner)?e.owner:[e.owner]).some(c=>me(c,a))}if("idField"in e){let a=n.id[e.idField.field];return typeof a!="string"?!1:(Array.isArray(e.idField.glob)?e.idField.glob:[e.idField.glob]).some(c=>me(c,a))}if("target"in e){let a=n.id.target;if(a===null||typeof a!="object")return!1;let l=a,{kind:c,schema:i,name:d}=e.target;if(c!==void 0){let p=l.kind;if(typeof p!="string"||!(Array.isArray(c)?c:[c]).some(f=>f===p))return!1}if(i!==void 0){let p=l.schema;if(typeof p!="string"||!(Array.isArray(i)?i:[i]).some(f=>me(f,p)))return!1}if(d!==void 0){let p=l.name;if(typeof p!="string"||!(Array.isArray(d)?d:[d]).some(f=>me(f,p)))return!1}return!0}if("partitionOf"in e){if(typeof n.payload.partitionBound!="string")return!1;let{schema:s,name:a}=e.partitionOf;if(s===void 0&&a===void 0)return!0;let l=n.payload.parentTable;if(l===null||typeof l!="object")return!1;let c=l;if(s!==void 0){let i=c.schema;if(typeof i!="string"||!(Array.isArray(s)?s:[s]).some(p=>me(p,i)))return!1}if(a!==void 0){let i=c.name;if(typeof i!="string"||!(Array.isArray(a)?a:[a]).some(p=>me(p,i)))return!1}return!0}if("edgeTo"in e){let s=t.outgoingEdges(n.id);for(let a of s){if(e.edgeTo.edgeKind!==void 0&&a.kind!==e.edgeTo.edgeKind)continue;let l=a.to;if(!(e.edgeTo.kind!==void 0&&l.kind!==e.edgeTo.kind)){if(e.edgeTo.schema!==void 0){let c=l.schema;if(typeof c!="string"||!(Array.isArray(e.edgeTo.schema)?e.edgeTo.schema:[e.edgeTo.schema]).some(d=>me(d,c)))continue}return!0}}return!1}return e}function sa(e,n,t){switch(e.verb){case"add":return{fact:t.get(e.fact.id)??e.fact,view:t};case"remove":return{fact:n.get(e.fact.id)??e.fact,view:n};case"set":{let r=t.get(e.id);return r?{fact:r,view:t}:void 0}case"link":{let r=t.get(e.edge.from)??n.get(e.edge.from);return r?{fact:r,view:t}:void 0}case"unlink":{let r=n.get(e.edge.from)??t.get(e.edge.from);return r?{fact:r,view:n}:void 0}}}function hn(e,n,t,r){if("all"in e)return e.all.every(s=>hn(s,n,t,r));if("any"in e)return e.any.some(s=>hn(s,n,t,r));if("not"in e)return!hn(e.not,n,t,r);if("verb"in e)return(Array.isArray(e.verb)?e.verb:[e.verb]).some(a=>a===n.verb);let o=sa(n,t,r);return o===void 0?!1:fe(e,o.fact,o.view)}function ce(e){return ss(e,new Set)}function ss(e,n){if(n.has(e.id))throw new Error(`Policy cycle detected: policy "${e.id}" extends itself (cycle)`);n.add(e.id);let t=e.filter??[],r=e.serialize??[],o=e.assumedRoles??[],s=e.assumedSchemas??[],a=e.assumedPublications??[],l=[],c=[],i=[],d=[],p=[],m;if(e.extends)for(let O of e.extends){let _=new Set(n),R=ss(O,_);l.push(...R.filter),c.push(...R.serialize),i.push(...R.assumedRoles),d.push(...R.assumedSchemas),p.push(...R.assumedPublications),m===void 0&&R.defaultOwner!==void 0&&(m=R.defaultOwner)}n.delete(e.id);let f={id:e.id,filter:[...t,...l],serialize:[...r,...c],assumedRoles:[...new Set([...o,...i])],assumedSchemas:[...new Set([...s,...d])],assumedPublications:[...new Set([...a,...p])]};e.baseline!==void 0&&(f.baseline=e.baseline);let h=e.defaultOwner??m;return h!==void 0&&(f.defaultOwner=h),f}var ts=new Set(["name","schema","table","args","role","member","server","type","publication","grantee","objtype","provider","target","ext","intentKind","key"]);function Qe(e,n){if("idField"in e){if(!ts.has(e.idField.field))throw new Error(`Policy "${n}": idField references unknown identity field "${e.idField.field}". Known fields: ${[...ts].sort().join(", ")}`)}else if("all"in e)for(let t of e.all)Qe(t,n);else if("any"in e)for(let t of e.any)Qe(t,n);else"not"in e&&Qe(e.not,n)}function os(e){let n=ce(e);for(let t of n.serialize)for(let r of Object.keys(t.params))if(!Ce.has(r))throw new Error(`Policy "${e.id}": unknown serialize parameter "${r}". Known parameters: ${[...Ce].join(", ")}`);for(let t of n.filter)Qe(t.match,e.id);for(let t of n.serialize)Qe(t.match,e.id)}function bn(e){return"verb"in e?!0:"all"in e?e.all.some(bn):"any"in e?e.any.some(bn):"not"in e?bn(e.not):!1}function oa(e,n,t){for(let r of n){if(bn(r.match)){if(r.action==="include"&&(fe(r.match,e,t,{verbAssumed:!0})||fe(r.match,e,t)))return;continue}if(fe(r.match,e,t))return r.action==="exclude"?r:void 0}}function ae(e){return Array.isArray(e)?e:[e]}function Zn(e){if("not"in e)return!1;if("all"in e)return e.all.some(Zn)&&!e.all.some(Sn);if("any"in e)return e.any.length>0&&e.any.every(Zn)&&!e.any.some(Sn);if("name"in e)return ae(e.name).every(ne);if("schema"in e)return ae(e.schema).every(ne);if("owner"in e)return ae(e.owner).every(ne);if("ownedByExtension"in e)return ne(e.ownedByExtension);if("idField"in e)return ae(e.idField.glob).every(ne);if("target"in e){let n=[e.target.name,e.target.schema].filter(t=>t!==void 0);return n.length>0&&n.every(t=>ae(t).every(ne))}if("partitionOf"in e){let n=[e.partitionOf.name,e.partitionOf.schema].filter(t=>t!==void 0);return n.length>0&&n.every(t=>ae(t).every(ne))}return!1}function ne(e){return!e.includes("*")}function Sn(e){return"not"in e?!0:"all"in e?e.all.some(Sn):"any"in e?e.any.some(Sn):"name"in e?ae(e.name).some(n=>!ne(n)):"schema"in e?ae(e.schema).some(n=>!ne(n)):"owner"in e?ae(e.owner).some(n=>!ne(n)):"ownedByExtension"in e?!ne(e.ownedByExtension):"idField"in e?ae(e.idField.glob).some(n=>!ne(n)):"target"in e?[e.target.name,e.target.schema].filter(n=>n!==void 0).some(n=>ae(n).some(t=>!ne(t))):"partitionOf"in e?[e.partitionOf.name,e.partitionOf.schema].filter(n=>n!==void 0).some(n=>ae(n).some(t=>!ne(t))):!1}function aa(e,n){return{stage:"policyScopeRule",reasonCode:n.audit?.reasonCode??`policy:${e}:rule:${rn(n.match)}`,classification:n.audit?.classification??(Zn(n.match)?"acknowledged":"suspicious")}}function yn(e,n,t,r,o){if(n===void 0&&t===void 0&&r===void 0&&!e.edges.some(A=>A.kind==="memberOfExtension"||A.kind==="managedBy"))return e;let s=Xe(e),a=new Set(s.keys()),l=r?Xr(e,r):e;if(r!==void 0&&o!==void 0){let A={stage:"baseline",reasonCode:"baseline.identical-state",classification:"acknowledged"},w=new Map;for(let N of e.facts())l.has(N.id)||w.set(u(N.id),A);je(e,l,w,o)}let c=new Set;for(let A of l.facts())l.outgoingEdges(A.id).some(w=>w.kind==="managedBy")&&c.add(u(A.id));if(c.size>0){let A=l;if(l=En(l,c),o!==void 0){let w={stage:"managedBy",reasonCode:"managed-by.provenance",classification:"acknowledged"};je(A,l,new Map([...c].map(N=>[N,w])),o)}}if(t!==void 0){let A=Zr(l,t);if(A.size>0){let w=l;if(l=En(l,A),o!==void 0){let N={stage:"capability",reasonCode:"capability.fdw-acl",classification:"acknowledged"};je(w,l,new Map([...A].map(x=>[x,N])),o)}}}let i=n?ce(n):void 0,d=i?.filter??[],p=new Set(i?.assumedSchemas??[]),m=new Set(i?.assumedPublications??[]),f=A=>A.kind==="schema"?Qn(A):rs(A),h=A=>{if(A.kind==="publication"){let N=Qn(A);return N!==void 0&&m.has(N)}let w=f(A);return w!==void 0&&p.has(w)},O=new Set,_=new Set,R=new Map;for(let A of l.facts()){let w=oa(A,d,l);if(w===void 0)continue;let N=aa(i?.id??n?.id??"unknown",w);h(A.id)?(_.add(u(A.id)),R.set(u(A.id),N)):(O.add(u(A.id)),R.set(u(A.id),N))}let $=En(l,O);if(o!==void 0&&O.size>0&&je(l,$,R,o),a.size===0&&_.size===0)return $;let I=new Set($.facts().map(A=>u(A.id))),b=new Set;for(let A of a)I.has(A)&&b.add(A);for(let A of _)I.has(A)&&b.add(A);if(b.size===0)return $;if(o!==void 0){let A=(w,N,x)=>{let k=$.getByEncoded(w);if(k!==void 0){o({subject:{kind:"fact",id:k.id},...N,...x===void 0?{}:{viaDescendantOf:x}});for(let U of $.outgoingEdges(k.id))o({subject:{kind:"edge",edge:U},...N,...x===void 0?{}:{viaDescendantOf:x}})}};for(let w of a){if(!I.has(w))continue;let N=$.getByEncoded(w);if(N===void 0)continue;let x=N.id,k=N.parent;for(;k!==void 0&&s.has(u(k));)x=k,k=e.get(k)?.parent;A(w,{stage:"referenceOnly",reasonCode:"reference-only.extension-member",classification:"acknowledged"},u(x)===w?void 0:x)}for(let w of _){if(!I.has(w))continue;let N=R.get(w),x=$.getByEncoded(w)?.id.kind==="publication"?"assumed-publication":"assumed-schema";A(w,{stage:"referenceOnly",reasonCode:`reference-only.${x}:${N.reasonCode}`,classification:N.classification})}}return X($.facts(),[...$.edges],$.source,b,{allowDangling:Z})}function et(e,n,t,r){let o=ce(n),s=[],a=[];for(let l of e){let c=!1,i="include";for(let d of o.filter)if(hn(d.match,l,t,r)){c=!0,i=d.action;break}!c||i==="include"?s.push(l):a.push(l)}return{kept:s,filtered:a}}async function ia(e){let n=await e.query("SELECT current_setting('server_version_num')::int AS v");return Math.floor(n.rows[0].v/1e4)}async function nt(e,n,t={}){let{handlers:r,policy:o}=n,s=t.restrictToApplier?await Xn(e):void 0,a;if(o!==void 0&&ce(o).assumedSchemas.length>0&&!(s??await Xn(e)).isSuperuser){let h=await e.query("SELECT name FROM pg_settings WHERE context = 'superuser'");a=new Set(h.rows.map(O=>O.name))}let l;if(t.skipBaseline?l=void 0:t.baseline!==void 0?l=t.baseline:n.baselinePath!==void 0?l=zn(n.baselinePath):o?.baseline!==void 0&&(l=Qr(o,{pgMajor:await ia(e),...t.baselineDir!==void 0?{dir:t.baselineDir}:{}})),l!==void 0){let f=l.redactSecrets??!0,h=t.redactSecrets??!0;if(f!==h)throw new Error(`baseline ${l.path??l.digest.slice(0,12)} was captured with redactSecrets=${f}, but this command extracts with redactSecrets=${h}; mismatched redaction makes baseline facts hash differently so the baseline would silently stop subtracting. Re-capture the baseline in the matching mode (pgdelta snapshot ${h?"":"--unsafe-show-secrets "}--profile …).`)}let c=l?.factBase,i=(f,h={})=>pn(f,{...h,handlers:r}),d=Gr(r),p={...o!==void 0?{policy:o}:{},...s!==void 0?{capability:s}:{},...c!==void 0?{baseline:c}:{}},m=l!==void 0?{digest:l.digest,...l.redactSecrets!==void 0?{redactSecrets:l.redactSecrets}:{},...l.path!==void 0?{path:l.path}:{}}:void 0;return{id:n.id,handlers:r,extract:i,...m!==void 0?{baseline:m}:{},...a!==void 0?{susetGucs:a}:{},planOptions:{...p,profile:{id:n.id},...l!==void 0?{baselineMeta:{digest:l.digest}}:{},...d.size>0?{intentRules:d}:{}},proveOptions:{...p,reextract:f=>i(f)},applyOptions:{...c!==void 0?{baseline:c}:{},reextract:f=>i(f)}}}var ca={kind:"extension",name:"pg_partman"};function la(e){return`"${e.replaceAll('"','""')}"`}async function da(e){return(await e.query(`SELECT n.nspname AS schema
       FROM pg_extension e
       JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'pg_partman'`))[0]?.schema??null}var tt={extension:"pg_partman",async capture(e,n){let t=await da(e);if(t===null)return{facts:[],edges:[]};let r=await e.query(`WITH RECURSIVE managed_parents AS (
         SELECT to_regclass(parent_table)::oid AS oid
           FROM ${la(t)}.part_config
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
         JOIN pg_namespace n ON n.oid = c.relnamespace`),o=[];for(let s of r){let a={kind:"table",schema:String(s.schema),name:String(s.name)};n.has(a)&&o.push({from:a,to:ca,kind:"managedBy"})}return{facts:[],edges:o}}};var as={kind:"extension",name:"pg_cron"};async function pa(e){return(await e.query(`SELECT n.nspname AS schema
       FROM pg_extension e
       JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'pg_cron'`)).length>0}function ua(e){return{kind:"extensionIntent",ext:"pg_cron",intentKind:"job",key:e}}function ma(e){return e.length>60?`${e.slice(0,60)}…`:e}function _n(e={}){let{defaultJobOwner:n,jobOwnerAliases:t}=e,r=o=>t!==void 0&&Object.hasOwn(t,o)?t[o]??o:o;return{extension:"pg_cron",async capture(o,s){if(!await pa(o))return{facts:[],edges:[]};let l=await o.query(`SELECT jobid, jobname, schedule, command, database, username, active
         FROM cron.job`),c=[],i=new Map;for(let f of l){let h=f.jobname;if(h===null||h===""){c.push({code:Pe,severity:"warning",message:`pg_cron job ${f.jobid} (command: ${ma(f.command)}) has no jobname and cannot be managed declaratively; name it via cron.schedule('<name>', …)`,context:{ext:"pg_cron",intentKind:"job"}});continue}let O=i.get(h)??[];O.push(f),i.set(h,O)}let d=[],p=[],m=s.has(as);for(let[f,h]of i){if(h.length>1){c.push({code:Pe,severity:"warning",message:`pg_cron jobname '${f}' is used by ${h.length} jobs (jobids ${h.map($=>$.jobid).join(", ")}) and cannot be managed declaratively; jobnames must be unique to be keyed`,context:{ext:"pg_cron",intentKind:"job"}});continue}let O=h[0],_=r(O.username);n!==void 0&&_!==n&&c.push({code:ft,severity:"warning",message:`pg_cron job '${f}' is owned by role '${_}', not the profile's default job owner '${n}'; reconstructing it requires a superuser connection`,context:{ext:"pg_cron",intentKind:"job"}});let R=ua(f);d.push({id:R,payload:{schedule:O.schedule,command:O.command,database:O.database,username:_,active:O.active}}),m&&p.push({from:R,to:as,kind:"depends"})}return{facts:d,edges:p,diagnostics:c}},intentKinds:{job:{payloadAttrs:["schedule","command","database","username","active"],create(o){let s=o.id.key,a=o.payload,l=n!==void 0&&a.username===n?"NULL":D(a.username);return[{sql:`select cron.schedule_in_database(${D(s)}, ${D(a.schedule)}, ${D(a.command)}, ${D(a.database)}, ${l}, ${a.active})`}]},drop(o){let s=o.id.key;return{sql:`select cron.unschedule(${D(s)})`,dataLoss:"none"}}}},shadowPrecheck:{matchesStatement(o){return/\bcron\s*\.\s*(schedule|schedule_in_database|unschedule|alter_job)\s*\(/i.test(o)},async capable(o){let a=(await o(`SELECT current_setting('cron.database_name', true) AS db,
                current_database() AS cur,
                EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_cron') AS avail`))[0];return a===void 0||!a.avail?{capable:!1,reason:"pg_cron is not available in the shadow (not in shared_preload_libraries)"}:a.db===null||a.db!==a.cur?{capable:!1,reason:`the shadow database "${a.cur}" is not the cron database (cron.database_name = ${a.db===null?"unset":`"${a.db}"`})`}:{capable:!0}}}}}var fa=_n();var Te=["_analytics","_realtime","_supavisor","auth","cron","etl","extensions","graphql","graphql_public","information_schema","net","pgbouncer","pgmq","pgmq_public","pgsodium","pgsodium_masks","pgtle","realtime","storage","supabase_functions","supabase_migrations","vault"],Me=["anon","authenticated","authenticator","cli_login_postgres","dashboard_user","pgbouncer","pgsodium_keyholder","pgsodium_keyiduser","pgsodium_keymaker","pgtle_admin","service_role","supabase_admin","supabase_auth_admin","supabase_etl_admin","supabase_functions_admin","supabase_privileged_role","supabase_read_only_user","supabase_realtime_admin","supabase_replication_admin","supabase_storage_admin","supabase_superuser"],ga=["pg_graphql","pg_stat_statements","pgsodium","supabase_vault"],is=["supabase_realtime","supabase_realtime_messages_publication"],An={id:"supabase",assumedRoles:[...Me,"postgres"],assumedPublications:["supabase_realtime"],assumedSchemas:[...Te],defaultOwner:"postgres",serialize:[],filter:[{match:{all:[{kind:"extension"},{name:[...ga]}]},action:"exclude"},{match:{all:[{kind:"publication"},{name:[...is]}]},action:"exclude",audit:{reasonCode:"supabase.system-publication",classification:"acknowledged"}},{match:{all:[{kind:["comment","securityLabel"]},{target:{kind:"publication",name:[...is]}}]},action:"exclude",audit:{reasonCode:"supabase.system-publication-satellite",classification:"acknowledged"}},{match:{all:[{kind:"extension"},{verb:["add","remove"]}]},action:"include"},{match:{all:[{kind:"trigger"},{schema:[...Te]},{not:{edgeTo:{kind:"function",schema:[...Te]}}},{not:{all:[{schema:"pgmq"},{any:[{idField:{field:"table",glob:"q_*"}},{idField:{field:"table",glob:"a_*"}}]}]}}]},action:"include"},{match:{schema:[...Te]},action:"exclude"},{match:{all:[{kind:"schema"},{name:[...Te]}]},action:"exclude"},{match:{owner:[...Me]},action:"exclude"},{match:{all:[{kind:"defaultPrivilege"},{idField:{field:"role",glob:[...Me]}}]},action:"exclude"},{match:{all:[{kind:"role"},{name:[...Me]}]},action:"exclude"},{match:{all:[{kind:"role"},{name:"postgres"}]},action:"exclude",audit:{reasonCode:"supabase.platform-postgres-role",classification:"acknowledged"}},{match:{all:[{kind:"membership"},{idField:{field:"member",glob:[...Me]}}]},action:"exclude"},{match:{all:[{kind:"membership"},{idField:{field:"role",glob:[...Me]}}]},action:"exclude"},{match:{all:[{kind:"acl"},{target:{kind:"fdw"}}]},action:"exclude",audit:{reasonCode:"supabase.fdw-acl",classification:"acknowledged"}},{match:{all:[{kind:["acl","comment","securityLabel"]},{any:[{target:{schema:[...Te]}},{target:{kind:"schema",name:[...Te]}}]}]},action:"exclude"}]};var Ea=_n({...An.defaultOwner!==void 0?{defaultJobOwner:An.defaultOwner}:{},jobOwnerAliases:{supabase_read_only_user:"postgres"}}),On=[tt,Ea],rt={id:"supabase",handlers:On,policy:An};function ot(e,n={}){let t=n.scope??"cluster",r=yn(e,n.policy,n.capability,n.baseline,n.collectSuppression);return ns(r,t,{...n.defaultOwner!==void 0?{defaultOwner:n.defaultOwner}:{},...n.collectSuppression!==void 0?{collectSuppression:n.collectSuppression}:{}})}function ls(e){return`${u(e.from)}|${e.kind}|${u(e.to)}`}function st(e){return e.kind==="fact"?`fact:${u(e.id)}`:`edge:${ls(e.edge)}`}function ha(e){return e.verb==="link"||e.verb==="unlink"?{kind:"edge",edge:e.edge}:{kind:"fact",id:Be(e)}}function cs(e){switch(e.verb){case"add":case"remove":return`${e.verb}|${u(e.fact.id)}`;case"set":return`${e.verb}|${u(e.id)}|${e.attr}`;case"link":case"unlink":return`${e.verb}|${ls(e.edge)}`}}var ba=()=>({entries:[],summary:{total:0,suspicious:0,acknowledged:0,baseline:0}});function ds(e,n,t){if(t.length===0)return ba();let r=new Map;for(let s of t){let{suppression:a}=s,l=st(a.subject),c=r.get(l)??[];c.push(s),r.set(l,c)}let o=[];for(let s of he(e,n)){let a=ha(s),l=[],c=new Set,i=[...r.get(st(a))??[],...a.kind==="edge"?(r.get(st({kind:"fact",id:a.edge.from}))??[]).filter(({suppression:d})=>d.stage==="referenceOnly"):[]];for(let{side:d,suppression:p}of i){let m=p.viaDescendantOf?u(p.viaDescendantOf):"",f=`${d}|${p.stage}|${p.reasonCode}|${p.classification}|${m}`;c.has(f)||(c.add(f),l.push({side:d,stage:p.stage,reasonCode:p.reasonCode,classification:p.classification,...p.viaDescendantOf===void 0?{}:{viaDescendantOf:p.viaDescendantOf}}))}l.length!==0&&(l.sort((d,p)=>{let m=`${d.side}|${d.stage}|${d.reasonCode}|${d.viaDescendantOf?u(d.viaDescendantOf):""}`,f=`${p.side}|${p.stage}|${p.reasonCode}|${p.viaDescendantOf?u(p.viaDescendantOf):""}`;return m<f?-1:m>f?1:0}),o.push({delta:s,subject:a,suppressions:l,classification:l.some(d=>d.classification==="suspicious")?"suspicious":"acknowledged"}))}return o.sort((s,a)=>{let l=cs(s.delta),c=cs(a.delta);return l<c?-1:l>c?1:0}),{entries:o,summary:{total:o.length,suspicious:o.filter(s=>s.classification==="suspicious").length,acknowledged:o.filter(s=>s.classification==="acknowledged").length,baseline:o.filter(s=>s.suppressions.some(a=>a.stage==="baseline")).length}}}var Sa={table:{create:"none",alter:"accessExclusive",drop:"accessExclusive"},column:{create:"accessExclusive",alter:"accessExclusive",drop:"accessExclusive"},default:{create:"accessExclusive",alter:"accessExclusive",drop:"accessExclusive"},constraint:{create:"accessExclusive",alter:"accessExclusive",drop:"accessExclusive"},index:{create:"share",alter:"accessExclusive",drop:"accessExclusive"},trigger:{create:"shareRowExclusive",alter:"shareRowExclusive",drop:"accessExclusive"},policy:{create:"accessExclusive",alter:"accessExclusive",drop:"accessExclusive"},rule:{create:"accessExclusive",alter:"accessExclusive",drop:"accessExclusive"},view:{create:"none",alter:"accessExclusive",drop:"accessExclusive"},materializedView:{create:"none",alter:"accessExclusive",drop:"accessExclusive"},foreignTable:{create:"none",alter:"accessExclusive",drop:"accessExclusive"},sequence:{create:"none",alter:"accessExclusive",drop:"accessExclusive"},publication:{create:"none",alter:"shareUpdateExclusive",drop:"none"}},ya=new Set(["schema","role","membership","defaultPrivilege","extension","function","procedure","aggregate","domain","type","collation","eventTrigger","subscription","fdw","server","userMapping","comment","acl"]);function ps(e,n){let t=Sa[e];return t?.[n]!==void 0?t[n]:ya.has(e)?"none":"accessExclusive"}function us(e,n){let t=e.parent===void 0?"":u(e.parent);return`${e.id.kind}|${t}|${n}`}function ms(e,n,t,r,o=gn){let s=[],a=new Map;for(let i of e.values()){if(o(i.id).rename===void 0||i.parent!==void 0&&e.has(u(i.parent)))continue;let d=us(i,t.structuralRollupOf(i.id)),p=a.get(d)??[];p.push(i),a.set(d,p)}let l=new Map;for(let i of n.values()){if(o(i.id).rename===void 0||i.parent!==void 0&&n.has(u(i.parent)))continue;let d=us(i,r.structuralRollupOf(i.id)),p=l.get(d)??[];p.push(i),l.set(d,p)}let c=new Set;for(let[i,d]of a){let p=l.get(i);if(p!==void 0)if(d.length===1&&p.length===1){let m=d[0].id,f=p[0].id;c.add(u(m)),s.push({kind:m.kind,from:m,to:f,status:"unambiguous"})}else for(let m of d){c.add(u(m.id));for(let f of p)s.push({kind:m.id.kind,from:m.id,to:f.id,status:"ambiguous",reason:`${d.length} removed × ${p.length} added with identical content — cannot pick`})}}for(let i of e.values())if(!c.has(u(i.id))&&o(i.id).rename!==void 0&&!(i.parent!==void 0&&e.has(u(i.parent))))for(let d of n.values())d.id.kind!==i.id.kind||!(i.parent===void 0&&d.parent===void 0||i.parent!==void 0&&d.parent!==void 0&&u(i.parent)===u(d.parent))||t.hashOf(i.id)===r.hashOf(d.id)&&s.push({kind:i.id.kind,from:i.id,to:d.id,status:"nearMiss",reason:"own payload matches but the subtree differs — likely a name-bearing child payload (index/constraint defs embed names, §4.1); staying drop+create"});return s.sort((i,d)=>{let p=`${u(i.from)}>${u(i.to)}`,m=`${u(d.from)}>${u(d.to)}`;return p<m?-1:1})}function ge(e,n){let t=[n],r=o=>{for(let s of e.childrenOf(o))t.push(s.id),r(s.id)};return r(n),t}function ue(e,n){try{return Gn(e)[n]}catch{return}}var Nn=e=>ue(e,"cascadesToChildren")===!0,fs=e=>ue(e,"rebuildable")===!0;function gs(e){let{source:n,desired:t,projectedDesired:r,removed:o,added:s,setsByFact:a,replaceIds:l,dropRootOf:c,acceptedRenames:i,deltas:d,params:p,serializeRules:m,capability:f,rulesForId:h}=e,O=[],_=new Map,R=new Map,$=[],I=[],b=(T,L,M)=>{let H=O.length,j=[...M.produces??[],...L.alsoProduces??[]],P=[...M.destroys??[],...L.alsoDestroys??[]],v=[...M.consumes??[],...L.consumes??[]],F=(j[0]??P[0]??v[0])?.kind;O.push({sql:L.sql,verb:T,produces:j,consumes:v,destroys:P,releases:L.releases??[],transactionality:L.transactionality??"transactional",lockClass:L.lockClass??(F===void 0?"none":ps(F,T)),newSegmentBefore:!1,dataLoss:L.dataLoss??"none",rewriteRisk:L.rewriteRisk??!1}),$[H]=L.compaction,I[H]=L.acceptsColumnFolds??!1;for(let B of j){let G=u(B);_.has(G)||_.set(G,H)}for(let B of P)R.set(u(B),H);return H},A=new Map,w=T=>{if(m.length===0)return p;let L=u(T.id),M=A.get(L);if(M!==void 0)return M;let H=p;for(let j of m)if(fe(j.match,T,t)){H={...j.params,...p};break}return A.set(L,H),H},N=(T,L)=>{h(T.id).create(T,L,w(T),n).forEach((H,j)=>{b("create",H,{produces:j===0?[T.id]:[],consumes:[...j===0?[]:[T.id],...T.parent!==void 0?[T.parent]:[]]})})},x=new Set;for(let{from:T,to:L,sourceSubtree:M,desiredSubtree:H}of i){let j=h(T.id).rename;if(j===void 0)throw new Error(`rename: kind '${T.id.kind}' matched as candidate but has no rename rule`);x.add(b("alter",j(T,L.id),{produces:H,destroys:M,consumes:L.parent!==void 0?[L.parent]:[]}))}let k=new Set;for(let T of l){let L=n.getByEncoded(T),M=r.getByEncoded(T),H=P=>{let v=[P.id],F=G=>{for(let te of n.childrenOf(G.id))Nn(G.id.kind)?(v.push(te.id),F(te)):H(te)};F(P);let B=u(P.id)===T;b("drop",h(P.id).drop(P,n),{consumes:B&&P.parent!==void 0?[P.parent]:[],destroys:v})};H(L),N(M,r);let j=P=>{for(let v of r.childrenOf(P)){let F=u(v.id);if(!s.has(F)){if(_.has(F)){j(v.id);continue}k.add(F),N(v,r),j(v.id)}}};j(M.id)}let U=T=>{let L=0,M=T.parent;for(;M!==void 0;)L++,M=t.get(M)?.parent;return L};for(let T of[...s.values()].sort((L,M)=>U(L)-U(M)))_.has(u(T.id))||N(T,r);for(let T of s.values())if(!_.has(u(T.id)))throw new Error(`emit invariant: added fact ${u(T.id)} (kind '${T.id.kind}') is not materialized by any create action — its create rule must produce it`);let C=[...s.values()];for(let T of[...l,...k]){let L=r.getByEncoded(T);L&&C.push(L)}for(let T of C){let L=ue(T.id.kind,"defaclObjtype");if(L===void 0||!r.has(T.id))continue;let M=r.outgoingEdges(T.id).find(P=>P.kind==="owner"),H=M?.to.kind==="role"?M.to.name:void 0;if(typeof H!="string")continue;let j=T.id.schema??null;for(let P of r.facts()){if(P.id.kind!=="defaultPrivilege")continue;let v=P.id;if(v.role!==H||v.objtype!==L||v.schema!=null&&v.schema!==j||v.grantee===H)continue;let F={kind:"acl",target:T.id,grantee:v.grantee};r.has(F)||b("alter",{sql:`REVOKE ALL ON ${Re(T.id)} FROM ${v.grantee==="PUBLIC"?"PUBLIC":g(v.grantee)}`,consumes:v.grantee==="PUBLIC"?[]:[{kind:"role",name:v.grantee}]},{consumes:[T.id]})}}let q=new Map;for(let[T,L]of o){let M=c.get(T),H=q.get(M)??[];H.push(L.id),q.set(M,H)}for(let[T,L]of o){if(c.get(T)!==T||l.has(T))continue;let M=h(L.id).drop(L,n),H=q.get(T)??[L.id];b("drop",M,{consumes:L.parent!==void 0?[L.parent]:[],destroys:[L.id,...H.filter(j=>u(j)!==T)]})}for(let[T,L]of a){if(l.has(T)||k.has(T))continue;let M=r.get(L[0].id),H=h(M.id);for(let j of L){let P=H.attributes[j.attr];if(P===void 0||P==="replace")continue;let v=P.alter(M,j.from,j.to,r,n);for(let F of Array.isArray(v)?v:[v])b("alter",F,{consumes:[M.id]})}}{let T=new Map;for(let j of d)j.verb!=="unlink"||j.edge.kind!=="owner"||T.set(u(j.edge.from),j.edge.to);let L=new Map,M=new Map;for(let{from:j,to:P}of i){let v=ge(n,j.id),F=ge(t,P.id);for(let B=0;B<F.length;B++){let G=v[B],te=F[B];if(G===void 0||te===void 0)continue;let ie=n.outgoingEdges(G).find(Xs=>Xs.kind==="owner");if(ie?.to.kind!=="role"){L.set(u(te),null);continue}let en=ie.to.name;L.set(u(te),en),M.set(u(te),ie.to)}}let H=new Set;for(let j of d){if(j.verb!=="link"||j.edge.kind!=="owner")continue;let P=j.edge.from,v=u(P),F=t.get(P);if(!F)continue;let B=ue(F.id.kind,"ownerAlterPrefix");if(!B)continue;let G=B(F),te=j.edge.to;if(te.kind!=="role")continue;let ie=te.name;if(L.get(v)===ie)continue;if(f!==void 0&&!ze(f,ie))throw new Error(`capability: cannot set owner of ${u(P)} to role "${ie}" — applier "${f.role}" is not a superuser or a member of that role; grant membership or apply as a member/superuser`);let en=T.get(v)??M.get(v);b("alter",{sql:`${G} OWNER TO ${g(ie)}`,consumes:[te],...en!==void 0?{releases:[en]}:{}},{consumes:[P]}),H.add(v)}for(let j of[...l,...k]){if(H.has(j))continue;let P=r.getByEncoded(j);if(!P)continue;let v=ue(P.id.kind,"ownerAlterPrefix");if(!v)continue;let F=r.outgoingEdges(P.id).find(G=>G.kind==="owner");if(F?.to.kind!=="role")continue;let B=F.to.name;if(f!==void 0&&!ze(f,B))throw new Error(`capability: cannot set owner of ${j} to role "${B}" — applier "${f.role}" is not a superuser or a member of that role; grant membership or apply as a member/superuser`);b("alter",{sql:`${v(P)} OWNER TO ${g(B)}`,consumes:[F.to]},{consumes:[P.id]})}}return{actions:O,producerOf:_,destroyerOf:R,foldHints:$,acceptsFolds:I,renameActionIndices:x}}var at=class{keyOf;#e=[];constructor(n){this.keyOf=n}get size(){return this.#e.length}push(n){this.#e.push(n);let t=this.#e.length-1;for(;t>0;){let r=t-1>>1;if(this.keyOf(this.#e[r])<=this.keyOf(this.#e[t]))break;[this.#e[r],this.#e[t]]=[this.#e[t],this.#e[r]],t=r}}pop(){let n=this.#e[0],t=this.#e.pop();if(this.#e.length>0){this.#e[0]=t;let r=0;for(;;){let o=2*r+1,s=o+1,a=r;if(o<this.#e.length&&this.keyOf(this.#e[o])<this.keyOf(this.#e[a])&&(a=o),s<this.#e.length&&this.keyOf(this.#e[s])<this.keyOf(this.#e[a])&&(a=s),a===r)break;[this.#e[a],this.#e[r]]=[this.#e[r],this.#e[a]],r=a}}return n}};function Es(e,n,t,r){let o=Array.from({length:e},()=>[]),s=Array.from({length:e},()=>0),a=new Set;for(let[i,d]of n){if(i===d)continue;let p=`${i}>${d}`;a.has(p)||(a.add(p),o[i].push(d),s[d]=s[d]+1)}let l=new at(t);for(let i=0;i<e;i++)s[i]===0&&l.push(i);let c=[];for(;l.size>0;){let i=l.pop();c.push(i);for(let d of o[i])s[d]=s[d]-1,s[d]===0&&l.push(d)}if(c.length!==e){let i=new Set;for(let p=0;p<e;p++)s[p]>0&&i.add(p);let d=[...i].map(r).join(`
  `);throw new Error(`dependency cycle among ${i.size} actions — this is a rule/emission bug, fix the rule (guardrail 4):
  ${d}`)}return c}var _a=new Set(Le),hs=new Set(bt),Aa=(()=>{let e=new Map;for(let[n,t]of St){let r=e.get(n)??new Set;r.add(t),e.set(n,r)}return e})();function bs(e,n,t,r,o,s=new Set,a=new Set,l=new Set,c){let i=[],d=new Map,p=(I,b)=>{let A=d.get(b);if(A!==void 0)return A;let w=new Set([b]),N=new Map([[b,void 0]]),x=[[I,b]],k,U=(C,q)=>{if(_a.has(C.kind))return!0;let T=u(C),L=d.get(T);return L===!0?!0:(L===!1||w.has(T)||(w.add(T),N.set(T,q),x.push([C,T])),!1)};for(;x.length>0&&k===void 0;){let[C,q]=x.pop();for(let L of o.outgoingEdges(C))if(L.kind==="depends"&&U(L.to,q)){k=q;break}if(k!==void 0)break;let T=Aa.get(C.kind);if(T!==void 0){for(let L of o.childrenOf(C))if(T.has(L.id.kind)&&U(L.id,q)){k=q;break}}}if(k===void 0){for(let C of w)d.set(C,!1);return!1}for(let C=k;C!==void 0;C=N.get(C))d.set(C,!0);return!0},m=new Map,f=I=>{let b=u(I);return m.set(b,I),b},h=I=>{if(I.kind==="role"){let A=I.name;if(A.startsWith("pg_")||A==="PUBLIC"||a.has(A))return!0}if(I.kind==="schema"&&l.has(I.name))return!0;let b=I.schema;return b===void 0||!l.has(b)?!1:!o.has(I)},O=Xe(o),_=Xe(r),R=I=>{let b=O.get(I)??_.get(I);return b!==void 0&&b.some(A=>n.has(u(A))||r.has(A))},$=new Map;return e.forEach((I,b)=>{if(I.verb!=="alter")return;let A=I.consumes[0];if(A===void 0)return;let w=u(A),N=$.get(w)??[];N.push(b),$.set(w,N)}),e.forEach((I,b)=>{for(let N of I.releases){let x=t.get(f(N));x!==void 0&&x!==b&&i.push([b,x])}for(let N of I.consumes){let x=f(N),k=n.get(x);k!==void 0&&k!==b&&i.push([k,b]);let U=t.get(x);U!==void 0&&U!==b&&k===void 0&&i.push([b,U]);for(let C of O.get(x)??[]){let q=n.get(u(C));q!==void 0&&q!==b&&i.push([q,b])}for(let C of _.get(x)??[]){let q=t.get(u(C));q!==void 0&&q!==b&&i.push([b,q])}if(k===void 0&&!r.has(N)&&!h(N)&&!R(x))throw new Error(`missing requirement: action "${I.sql}" consumes ${x}, which neither exists on the target nor is produced by this plan${o.has(N)?" — a filter may be hiding its creation":""}`)}if(c!==void 0&&I.verb==="alter"){for(let N of I.consumes)if(!(!hs.has(N.kind)||!o.has(N))&&p(N,u(N))){c.add(b);break}}let A=new Set(I.produces.map(N=>u(N)));for(let N of I.produces)if(f(N),!!o.has(N)){c!==void 0&&!c.has(b)&&hs.has(N.kind)&&p(N,u(N))&&c.add(b);for(let x of o.outgoingEdges(N)){if(x.kind==="owner"&&s.has(b))continue;let k=f(x.to),U=n.get(k);if(U!==void 0&&U!==b)i.push([U,b]);else if(U===void 0){for(let C of $.get(k)??[]){if(C===b)continue;e[C].consumes.some(T=>A.has(u(T)))||i.push([C,b])}if(x.kind==="depends"&&!r.has(x.to)&&!h(x.to)&&!R(k))throw new Error(`missing requirement: action "${I.sql}" produces ${u(N)}, which depends on ${k} — neither produced by this plan nor present on the target${o.has(x.to)?" (a filter may be hiding its creation)":""}`)}}}let w=new Set(I.destroys.map(N=>u(N)));for(let N of I.destroys){let x=f(N),k=n.get(x);if(k!==void 0&&k!==b&&i.push([b,k]),!r.has(N))continue;for(let C of r.incomingEdgesByEncoded(x)){if(C.kind==="owner"&&s.has(b))continue;let q=f(C.from),T=t.get(q);if(T!==void 0&&T!==b)i.push([T,b]);else if(T===void 0&&o.has(C.from)){if(n.has(x))continue;if(!o.outgoingEdges(C.from).some(M=>u(M.to)===x)){for(let M of $.get(q)??[])M!==b&&i.push([M,b]);continue}throw new Error(`missing requirement: ${q} survives but depends on ${x}, which this plan drops without recreating`)}}for(let C of r.outgoingEdges(N)){let q=f(C.to);if(!t.has(q))for(let T of $.get(q)??[]){if(T===b)continue;e[T].releases.some(M=>w.has(u(M)))||i.push([b,T])}}let U=r.get(N);if(U?.parent!==void 0){let C=t.get(f(U.parent));C!==void 0&&C!==b&&i.push([b,C])}}}),i}function Ss(e,n,t=gn,r,o){let s=e[n],a=s.produces[0]??s.destroys[0]??s.consumes[0],l=(()=>{if(a===void 0)return 99;try{return t(a).weight}catch{return 99}})(),c=s.verb==="drop"?"0":"1",i=s.verb==="drop"?99-l:l,d=s.verb!=="drop"&&o?.has(n)===!0?"1":"0",p=(a!==void 0?r?.(a,s):void 0)??(a?u(a):"");return`${c}|${d}|${String(i).padStart(2,"0")}|${p}|${String(n).padStart(6,"0")}`}function ys(e,n,t,r,o,s,a){let l=new Map;for(let[p,m]of t){let f=l.get(m)??[];f.push(p),l.set(m,f)}let c=new Map;e.forEach((p,m)=>{for(let f of p.produces){let h=u(f);c.has(h)||c.set(h,m)}});let i=new Set,d=new Map;for(let p=0;p<e.length;p++){let m=n[p],f=r[m];if(f===void 0)continue;let h=e[p];if(h.newSegmentBefore||h.transactionality!=="transactional")continue;let O=h.produces[0]?.kind==="constraint";if(O){if(a===void 0){if(f.executorSafe!==!0)continue}else if(a.exclude?.has(u(h.produces[0])))continue}let _=c.get(u(f.foldInto));if(_===void 0||_>=p)continue;let R=n[_];if(!o[R]||i.has(_))continue;let $=e[_];if($.verb!=="create"||$.newSegmentBefore)continue;let I=O&&a!==void 0,b=f.foldInto;if(!(l.get(m)??[]).some(w=>(d.get(w)??s[w])<=_?!1:I?e[s[w]].produces.some(k=>k.kind==="column"&&b.kind==="table"&&k.schema===b.schema&&k.table===b.name):!0)){$.sql=$.sql.endsWith("()")?`${$.sql.slice(0,-2)}(${f.clause})`:`${$.sql.slice(0,-1)}, ${f.clause})`,$.produces.push(...h.produces);for(let w of h.consumes)$.consumes.some(N=>u(N)===u(w))||$.consumes.push(w);h.dataLoss==="destructive"&&($.dataLoss="destructive"),$.rewriteRisk=$.rewriteRisk||h.rewriteRisk,i.add(p),d.set(m,_)}}return i.size>0?e.filter((p,m)=>!i.has(m)):[...e]}function _s(e,n){let t=new Map;e.forEach((s,a)=>{if(s.verb==="create")for(let l of s.produces){let c=u(l);t.has(c)||t.set(c,{index:a,sql:s.sql,consumes:new Set(s.consumes.map(u))})}});let r=new Set;for(let s of e)for(let a of s.releases)r.add(u(a));let o=new Set;return e.forEach((s,a)=>{if(s.verb!=="drop"||s.destroys.length!==1)return;let l=s.destroys[0],c=u(l),i=t.get(c);i===void 0||i.index===a||i.sql===s.sql&&(r.has(c)||n.childrenOf(l).length>0||s.consumes.every(d=>i.consumes.has(u(d)))&&o.add(a))}),o.size>0?e.filter((s,a)=>!o.has(a)):[...e]}function As(e,n){let t=new Set;for(let s of e)if(s.verb==="drop")for(let a of s.destroys)t.add(u(a));let r=(s,a)=>{let l=s;for(;l!==void 0;){if(u(l)===a)return!0;l=n.get(l)?.parent}return!1},o=new Set;return e.forEach((s,a)=>{if(s.verb!=="drop"||s.destroys.length!==1)return;let l=s.destroys[0];if(l.kind!=="policy")return;let c=n.get(l)?.parent;if(c===void 0)return;let i=u(c);if(!t.has(i))return;n.outgoingEdges(l).some(p=>t.has(u(p.to))&&!r(p.to,i))||o.add(a)}),o.size>0?e.filter((s,a)=>!o.has(a)):[...e]}var Oa={type:"USAGE",domain:"USAGE",language:"USAGE",function:"EXECUTE",procedure:"EXECUTE",aggregate:"EXECUTE"};function Os(e,n){if(e.length!==n.length)return!1;let t=new Set(e);return n.every(r=>t.has(r))}function Na(e,n,t){let r=ue(n.kind,"defaclObjtype");if(r===void 0)return!1;let o=n.kind==="schema"?null:n.schema??null;return e.facts().some(s=>{if(s.id.kind!=="defaultPrivilege")return!1;let a=s.id;return!(a.objtype!==r||a.schema!==null&&a.schema!==o||t!==void 0&&a.role!==t.role)})}function Ns(e,n,t){let r=new Set;for(let s of e)if(s.verb==="create")for(let a of s.produces)a.kind!=="acl"&&r.add(u(a));let o=new Set;for(let s of e){if(s.verb!=="create")continue;let a=s.produces.find(p=>p.kind==="acl");if(a===void 0||a.kind!=="acl"||!r.has(u(a.target)))continue;let l=n.get(a);if(l===void 0)continue;let c=l.payload;if((c.grantable??[]).length>0)continue;let i=c.privileges??[];if(Na(n,a.target,t))continue;if(a.grantee==="PUBLIC"){let p=Oa[a.target.kind];p!==void 0&&i.length===1&&i[0]===p&&o.add(u(a));continue}let d=n.outgoingEdges(a.target).find(p=>p.kind==="owner");d!==void 0&&d.to.kind==="role"&&d.to.name===a.grantee&&c._ownerDefault!==void 0&&Os(i,c._ownerDefault)&&o.add(u(a))}return o.size===0?[...e]:e.filter(s=>!s.produces.some(a=>o.has(u(a)))&&!s.consumes.some(a=>o.has(u(a))))}function Rs(e,n,t){let r=new Map;for(let s of e)if(s.verb==="create")for(let a of s.produces)a.kind!=="acl"&&r.set(u(a),s);if(r.size===0)return[...e];let o=new Set;return e.forEach((s,a)=>{if(s.verb!=="alter"||s.produces.length>0||s.destroys.length>0||s.releases.length>0||s.newSegmentBefore||s.transactionality!=="transactional")return;let l=s.consumes.filter(f=>f.kind==="role"),c=s.consumes.filter(f=>f.kind!=="role");if(l.length!==1||c.length!==1)return;let i=c[0],d=l[0],p=r.get(u(i));if(!(p===void 0||ue(i.kind,"ownerAlterPrefix")===void 0||!n.outgoingEdges(i).some(f=>f.kind==="owner"&&f.to.kind==="role"&&f.to.name===d.name))&&!(t!==void 0&&!ze(t,d.name))){if(i.kind==="schema"){if(p.newSegmentBefore||p.transactionality!=="transactional")return;let f=i.name;if(p.sql!==fn(f))return;p.sql=fn(f,d.name),p.consumes.some(h=>u(h)===u(d))||p.consumes.push(d),o.add(a);return}t!==void 0&&t.role===d.name&&o.add(a)}}),o.size>0?e.filter((s,a)=>!o.has(a)):[...e]}function ws(e,n,t){let r=new Set;for(let c of e)if(c.verb==="create")for(let i of c.produces)i.kind!=="acl"&&r.add(u(i));if(r.size===0)return[...e];let o=n.facts().filter(c=>c.id.kind==="defaultPrivilege"),s=(c,i,d)=>{let p=ue(c.kind,"defaclObjtype");if(p===void 0)return!1;let m=c.kind==="schema"?null:c.schema??null;for(let f of o){let h=f.id;if(h.objtype!==p||h.grantee!==i||h.schema!==null&&h.schema!==m||t!==void 0&&h.role!==t.role)continue;let O=f.payload;if((O.grantable??[]).length>0)return!0;for(let _ of O.privileges??[])if(!d.has(_))return!0}return!1},a=new Set;for(let c of e)for(let i of c.consumes)i.kind==="acl"&&a.add(u(i));let l=new Set;return e.forEach((c,i)=>{if(c.verb!=="create")return;let d=c.produces.find(_=>_.kind==="acl");if(d===void 0||d.kind!=="acl"||!r.has(u(d.target)))return;let p=n.get(d);if(p===void 0)return;let m=p.payload,f=m.privileges??[];if(f.length===0||(m.grantable??[]).length>0)return;let h=u(d);if(!a.has(h))return;let O=n.outgoingEdges(d.target).find(_=>_.kind==="owner");O!==void 0&&O.to.kind==="role"&&O.to.name===d.grantee||s(d.target,d.grantee,new Set(f))||l.add(i)}),l.size>0?e.filter((c,i)=>!l.has(i)):[...e]}var it=e=>e.kind==="acl";function Ts(e,n){let t=new Set;for(let l of e)if(l.verb==="create")for(let c of l.produces)it(c)&&t.add(u(c));let r=l=>{if(l.verb!=="create"||l.produces.length>0||l.destroys.length>0||l.releases.length>0||l.transactionality!=="transactional")return;let c=l.consumes.filter(it);if(c.length!==1)return;let i=c[0];if(i.column!==void 0||t.has(u(i)))return;let d=n.get(i);if(d===void 0)return;let p=d.payload;if((p.grantable??[]).length>0)return;let m=p.privileges??[];if(m.length!==0&&l.sql===Je(i.target,m,[i.grantee]))return{aclId:i,targetKey:u(i.target),privileges:m}},o=[],s=0;for(;s<e.length;){let l=e[s],c=r(l);if(c===void 0){o.push(l),s++;continue}let i=[c],d=s+1;for(;d<e.length;){let f=e[d];if(f.newSegmentBefore)break;let h=r(f);if(h===void 0||h.targetKey!==c.targetKey||!Os(h.privileges,c.privileges))break;i.push(h),d++}if(i.length===1){o.push(l),s++;continue}let p=[],m=new Set;for(let f=s;f<d;f++)for(let h of e[f].consumes){let O=u(h);m.has(O)||(m.add(O),p.push(h))}o.push({...l,sql:Je(c.aclId.target,c.privileges,i.map(f=>f.aclId.grantee)),consumes:p}),s=d}let a=l=>it(l)&&!t.has(u(l));return o.map(l=>l.consumes.some(a)?{...l,consumes:l.consumes.filter(c=>!a(c))}:l)}function $s(e){let n={destructiveActions:e.filter(t=>t.dataLoss==="destructive").length,rewriteRiskActions:e.filter(t=>t.rewriteRisk).length,nonTransactionalActions:e.filter(t=>t.transactionality==="nonTransactional").length,lockClasses:{}};for(let t of e)n.lockClasses[t.lockClass]=(n.lockClasses[t.lockClass]??0)+1;return n}function Is(e){let{actions:n,producerOf:t,destroyerOf:r,source:o,desired:s,renameActionIndices:a,foldHints:l,acceptsFolds:c,assumedRoleNames:i,assumedSchemaNames:d,capability:p,compact:m,foldConstraints:f,rulesForId:h}=e,O=new Set,_=bs(n,t,r,o,s,a,i,d,O),R=(w,N)=>{if(N.verb!=="create"||w.kind!=="column")return;let x=s.get(w)?.payload._position;if(typeof x!="number")return;let k=w;return`column\0${k.schema}\0${k.table}\0${String(x).padStart(6,"0")}`},$=Es(n.length,_,w=>Ss(n,w,h,R,O),w=>n[w].sql),I=Array.from({length:n.length},()=>0);$.forEach((w,N)=>{I[w]=N});let b=$.map(w=>n[w]);for(let w=0;w<n.length;w++){if(n[w].transactionality!=="commitBoundaryAfter")continue;let N=Number.POSITIVE_INFINITY;for(let[x,k]of _){if(x!==w)continue;let U=I[k];U<N&&(N=U)}Number.isFinite(N)&&(b[N].newSegmentBefore=!0)}let A=m?Ts(Rs(ws(Ns(As(_s(ys(b,$,_,l,c,I,f),o),o),s,p),s,p),s,p),s):b;return{actions:A,safetyReport:$s(A)}}var Ra=new Set([...Le,"extension","extensionIntent"]);function wa(e){let n=e;for(;"target"in n;)n=n.target;return n.kind}function Ls(e){for(let n of e)for(let t of[n.produces,n.consumes,n.destroys,n.releases])for(let r of t)if(Ra.has(wa(r)))return!0;return!1}function ks(e){let n=new Map;for(let{from:t,to:r}of e)t.id.kind==="role"&&r.id.kind==="role"&&n.set(t.id.name,r.id.name);return n}function se(e,n){let t=r=>n.get(r)??r;switch(e.kind){case"role":return{...e,name:t(e.name)};case"membership":return{...e,role:t(e.role),member:t(e.member)};case"userMapping":return{...e,role:t(e.role)};case"defaultPrivilege":return{...e,role:t(e.role),grantee:t(e.grantee)};case"acl":return{...e,target:se(e.target,n),grantee:t(e.grantee)};case"comment":return{...e,target:se(e.target,n)};case"securityLabel":return{...e,target:se(e.target,n)};default:return e}}function Ta(e,n,t){if(e.kind!=="policy"||!Array.isArray(n.roles))return n;let r=n.roles;return r.every(o=>typeof o=="string")?{...n,roles:r.map(o=>t.get(o)??o).sort()}:n}function ct(e,n){if(n.size===0)return e;let t=e.facts().map(a=>({id:se(a.id,n),...a.parent===void 0?{}:{parent:se(a.parent,n)},payload:Ta(a.id,a.payload,n)})),r=e.edges.map(a=>({...a,from:se(a.from,n),to:se(a.to,n)})),o=new Set([...e.referenceOnly].map(a=>u(se(de(a),n)))),s=X(t,r,e.source,o,{allowDangling:Z});return s.diagnostics.push(...e.diagnostics),s}var lt=e=>`${u(e.from)}|${e.kind}|${u(e.to)}`;function xs(e,n){if(n.length===0)return e;let t=new Map(e.facts().map(a=>[u(a.id),a])),r=new Map(e.edges.map(a=>[lt(a),a]));for(let a of n)switch(a.verb){case"add":t.delete(u(a.fact.id));break;case"remove":t.set(u(a.fact.id),a.fact);break;case"set":{let l=u(a.id),c=t.get(l);if(c===void 0)break;let i={...c.payload,[a.attr]:a.from};t.set(l,{...c,payload:i});break}case"link":r.delete(lt(a.edge));break;case"unlink":r.set(lt(a.edge),a.edge);break}let o=new Map,s=[];for(let[a,l]of t){if(l.parent===void 0)continue;let c=u(l.parent);if(t.has(c)){let i=o.get(c);i===void 0?o.set(c,[a]):i.push(a)}else s.push(a)}for(;s.length>0;){let a=s.pop();if(t.delete(a))for(let l of o.get(a)??[])s.push(l)}for(let[a,l]of r){let c=t.has(u(l.from)),i=t.has(u(l.to));c&&i||c&&Z(l)||r.delete(a)}return X([...t.values()],[...r.values()],e.source,new Set,{allowDangling:Z})}function vs(e){let n=new Map,t=new Map,r=new Map;for(let o of e)if(o.verb==="remove")n.set(u(o.fact.id),o.fact);else if(o.verb==="add")t.set(u(o.fact.id),o.fact);else if(o.verb==="set"){let s=u(o.id),a=r.get(s)??[];a.push(o),r.set(s,a)}return{removed:n,added:t,setsByFact:r}}function $a(e,n,t,r){if(n.has(t)||!n.has(r)||n.rollupOf(r)!==e.rollupOf(r))return!1;let o=new Set(ge(e,r).map(u)),s=c=>c.edges.filter(i=>o.has(u(i.to))).map(i=>`${u(i.from)}-[${i.kind}]->${u(i.to)}`).sort(),a=s(e),l=s(n);return a.length===l.length&&a.every((c,i)=>c===l[i])}function Cs(e,n,t,r){if(t?.policy&&os(t.policy),t?.policy?.baseline!==void 0&&t.baseline===void 0)throw new Error(`plan: policy "${t.policy.id}" declares baseline "${t.policy.baseline}" but no resolved baseline was provided. Resolve it with resolveBaseline(policy, { pgMajor }) and pass it as options.baseline, so platform facts are actually subtracted — a declared baseline is never silently ignored.`);let o=[],s=ot(e,{policy:t?.policy,capability:t?.capability,baseline:t?.baseline,scope:t?.scope,defaultOwner:t?.defaultOwner,collectSuppression:k=>o.push({side:"source",suppression:k})}),a=ot(n,{policy:t?.policy,capability:t?.capability,baseline:t?.baseline,scope:t?.scope,defaultOwner:t?.defaultOwner,collectSuppression:k=>o.push({side:"desired",suppression:k})}),l=he(s,a),{kept:c}=t?.policy?et(l,t.policy,s,a):{kept:l},{removed:i,added:d}=vs(c),p=t?.renames??"off",m=[],f=[];if(p!=="off"){let k=ms(i,d,s,a,r);m.push(...k);let U=new Set((t?.acceptRenames??[]).map(C=>`${u(C.from)}>${u(C.to)}`));for(let C of k){if(C.status!=="unambiguous")continue;let q=`${u(C.from)}>${u(C.to)}`;if(p==="prompt"&&!U.has(q))continue;let T=i.get(u(C.from)),L=d.get(u(C.to));f.push({from:T,to:L,sourceSubtree:ge(s,C.from),desiredSubtree:ge(a,C.to)})}}let h=ks(f),O=ct(s,h),_=ct(a,h),R=he(O,_),{kept:$,filtered:I}=t?.policy?et(R,t.policy,O,_):{kept:R,filtered:[]},b=xs(_,I),{removed:A,added:w,setsByFact:N}=vs($),x=f.filter(({from:k,to:U})=>{if(k.id.kind==="role"&&U.id.kind==="role")return!0;let C=se(k.id,h),q=se(U.id,h);return A.has(u(C))&&w.has(u(q))&&$a(_,b,C,q)});for(let{from:k,to:U}of x){if(k.id.kind==="role"&&U.id.kind==="role")continue;let C=se(k.id,h),q=se(U.id,h);for(let T of ge(O,C))A.delete(u(T));for(let T of ge(_,q))w.delete(u(T))}return{physicalSource:s,source:O,desired:_,projectedDesired:b,deltas:$,filteredDeltas:I,removed:A,added:w,setsByFact:N,renameCandidates:m,acceptedRenames:x,projectionSuppressions:o}}function Ds(e){let{removed:n,setsByFact:t,source:r,desired:o,rulesForId:s}=e,a=new Set,l=new Map;for(let[p,m]of t){let f=o.get(m[0].id),h=s(f.id);for(let O of m){let _=h.attributes[O.attr];if(_===void 0)throw new Error(`rule table: kind '${f.id.kind}' has no rule for attribute '${O.attr}' (${p}) — extend the rule vocabulary (guardrail 3)`);if(_==="replace"){a.add(p);continue}if(_.replaceWhen?.(O.from,O.to,f)){a.add(p);continue}let R=_.rebuildsDependents?.(O.from,O.to);R===!0?l.set(p,null):Array.isArray(R)&&l.set(p,new Set(R))}}{let p=new Set([...n.keys(),...a]),m=new Set([...p,...l.keys()]),f=[...m];for(;f.length>0;){let h=f.pop();for(let O of r.incomingEdgesByEncoded(h)){let _=u(O.from);if(m.has(_))continue;let R=r.get(O.from);if(!(!R||!o.has(O.from))&&fs(R.id.kind)){if(!p.has(h)){let $=l.get(h);if($&&!$.has(R.id.kind))continue}a.add(_),p.add(_),m.add(_),f.push(_)}}}for(let h of a){let _=r.getByEncoded(h)?.parent;for(;_!==void 0;){if(a.has(u(_))){a.delete(h);break}_=r.get(_)?.parent}}}let c=p=>{let m=u(p);return n.has(m)||a.has(m)},i=new Map,d=p=>{let m=u(p.id),f=i.get(m);if(f)return f;let h=m,O=s(p.id),_=O.suppressible?.(p)??!0,R=p.parent;if(R!==void 0&&_){let $=c(R),I=O.metadata===!0||Nn(R.kind);$&&I&&(h=d(n.get(u(R))??r.get(R)))}return i.set(m,h),h};for(let p of n.values())d(p);for(let p of n.values()){let m=s(p.id).dropRootRedirect?.(p,c);if(m===void 0)continue;let f=u(m);i.set(u(p.id),i.get(f)??f)}return{replaceIds:a,dropRootOf:i}}var Ia="0.2.0";function js(e,n,t){let r=n.diagnostics.filter(v=>v.code===Pe);if(r.length>0)throw new Error(`plan: the desired state declares intent the engine cannot key — name it so it can be managed:
`+r.map(v=>`  - ${v.message}`).join(`
`));let o=Kn(t?.intentRules),{physicalSource:s,source:a,desired:l,projectedDesired:c,deltas:i,filteredDeltas:d,removed:p,added:m,setsByFact:f,renameCandidates:h,acceptedRenames:O,projectionSuppressions:_}=Cs(e,n,t,o),R=ds(e,n,_),$=new Set,I=new Set,b=new Set;for(let v of[...e.diagnostics,...n.diagnostics]){if(v.code!==nn||v.subject===void 0)continue;let F=v.subject;$.add(u(F)),I.add(F.server),F.role!=="PUBLIC"&&b.add(F.role)}if($.size>0){let v=new Map;for(let F of i){let B=Be(F),G=u(B);if($.has(G)){v.set(G,{id:B,relation:"mapping"});continue}if(F.verb==="remove"){B.kind==="server"&&I.has(B.name)?v.set(G,{id:B,relation:"server of an unreadable mapping"}):B.kind==="role"&&b.has(B.name)&&v.set(G,{id:B,relation:"role of an unreadable mapping"});continue}F.verb==="set"&&B.kind==="server"&&I.has(B.name)&&o(B).attributes[F.attr]==="replace"&&v.set(G,{id:B,relation:"server of an unreadable mapping (replaced)"})}if(v.size>0){let F=[...v.values()].map(({id:B,relation:G})=>{if(B.kind==="userMapping"){let ie=B;return`${ie.server}/${ie.role} (mapping)`}return`${B.name} (${G})`}).sort();throw new Error(`plan: the state of these user mappings is unknown on one side (options unreadable via pg_user_mappings) — refusing to plan changes touching them, their containing server, or their mapped role; extract with a role that can read pg_user_mapping:
`+F.map(B=>`  - ${B}`).join(`
`))}}let A=t?.params??{};for(let v of Object.keys(A))if(!Ce.has(v))throw new Error(`plan: unknown serialize parameter '${v}' — the rule table declares ${[...Ce].join(", ")}`);let w=t?.policy?ce(t.policy).serialize:[],N=new Set([...t?.policy?ce(t.policy).assumedRoles:[],...t?.assumedRoles??[]]);for(let v of[a,l])for(let F of v.edges)F.kind==="owner"&&F.to.kind==="role"&&!v.has(F.to)&&N.add(F.to.name);let x=new Set([...t?.policy?ce(t.policy).assumedSchemas:[],...t?.assumedSchemas??[]]),{replaceIds:k,dropRootOf:U}=Ds({removed:p,setsByFact:f,source:a,desired:l,rulesForId:o}),{actions:C,producerOf:q,destroyerOf:T,foldHints:L,acceptsFolds:M,renameActionIndices:H}=gs({source:a,desired:l,projectedDesired:c,removed:p,added:m,setsByFact:f,replaceIds:k,dropRootOf:U,acceptedRenames:O,deltas:i,params:A,serializeRules:w,capability:t?.capability,rulesForId:o}),{actions:j,safetyReport:P}=Is({actions:C,producerOf:q,destroyerOf:T,source:a,desired:l,renameActionIndices:H,foldHints:L,acceptsFolds:M,assumedRoleNames:N,assumedSchemaNames:x,capability:t?.capability,compact:t?.compact!==!1,foldConstraints:t?.foldConstraints,rulesForId:o});return{formatVersion:1,engineVersion:Ia,source:{fingerprint:s.rootHash},target:{fingerprint:c.rootHash},preamble:[{name:"search_path",value:"pg_catalog"},...t?.compact===!1||Ls(j)?[{name:"check_function_bodies",value:"off"}]:[]],deltas:i,filteredDeltas:d,projectionAudit:R,...t?.policy?{policy:t.policy}:{},...t?.capability?{capability:t.capability}:{},...t?.profile?{profile:t.profile}:{},...t?.baselineMeta?{baseline:t.baselineMeta}:{},...t?.scope!==void 0&&t.scope!=="cluster"?{scope:t.scope}:{},...t?.defaultOwner!==void 0&&t?.scope!==void 0&&t.scope!=="cluster"?{defaultOwner:t.defaultOwner}:{},...t?.redactSecrets!==void 0?{redactSecrets:t.redactSecrets}:{},renameCandidates:h,...O.length>0?{acceptedRenames:O.map(v=>({from:v.from.id,to:v.to.id}))}:{},actions:j,safetyReport:P}}var dt=rt.policy??{id:"supabase"},Rn=On,Ms=ce(dt),Fe=Ms.assumedSchemas,Fs=Ms.assumedRoles;var La=`
with user_namespace as (
  select oid, nspname from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname <> all ($1::text[])
), member as (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e'
)
select 'column setting' as kind, n.nspname as schema, c.relname as "table", a.attname as name,
  concat_ws(', ',
    case when a.attstorage <> t.typstorage then 'storage ' || case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end,
    case when a.attcompression <> '' then 'compression ' || case a.attcompression when 'p' then 'pglz' else 'lz4' end end,
    case when coalesce(a.attstattarget, -1) >= 0 then 'statistics ' || a.attstattarget end) as definition,
  null as create_sql
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind in ('r','p','m')
join user_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_type t on t.oid = a.atttypid
where a.attnum > 0 and not a.attisdropped
  and (a.attstorage <> t.typstorage or a.attcompression <> '' or coalesce(a.attstattarget, -1) >= 0)
union all
select 'statistics', n.nspname, null, s.stxname, pg_catalog.pg_get_statisticsobjdef(s.oid), pg_catalog.pg_get_statisticsobjdef(s.oid)
from pg_catalog.pg_statistic_ext s join user_namespace n on n.oid = s.stxnamespace
union all
select 'cast', null, null, pg_catalog.format_type(k.castsource, null) || ' as ' || pg_catalog.format_type(k.casttarget, null),
  concat_ws(' ', k.castcontext, k.castmethod, case when k.castfunc <> 0 then k.castfunc::regprocedure::text end), null
from pg_catalog.pg_cast k
where k.oid >= 16384 and not exists (select 1 from member m where m.classid = 'pg_catalog.pg_cast'::regclass and m.objid = k.oid)
union all
select 'operator', n.nspname, null, o.oid::regoperator::text,
  concat_ws(' ', o.oprcode::regprocedure::text, o.oprcom::regoperator::text, o.oprnegate::regoperator::text, o.oprcanmerge, o.oprcanhash), null
from pg_catalog.pg_operator o join user_namespace n on n.oid = o.oprnamespace
where not exists (select 1 from member m where m.classid = 'pg_catalog.pg_operator'::regclass and m.objid = o.oid)
union all
select 'text search configuration', n.nspname, null, g.cfgname,
  (select string_agg(p.maptokentype || ':' || p.mapdict::regdictionary::text, ',' order by p.maptokentype, p.mapseqno)
   from pg_catalog.pg_ts_config_map p where p.mapcfg = g.oid), null
from pg_catalog.pg_ts_config g join user_namespace n on n.oid = g.cfgnamespace
where not exists (select 1 from member m where m.classid = 'pg_catalog.pg_ts_config'::regclass and m.objid = g.oid)
union all
select 'text search dictionary', n.nspname, null, d.dictname, coalesce(d.dictinitoption, ''), null
from pg_catalog.pg_ts_dict d join user_namespace n on n.oid = d.dictnamespace
where not exists (select 1 from member m where m.classid = 'pg_catalog.pg_ts_dict'::regclass and m.objid = d.oid)
`;async function qs(e,n){let{rows:t}=await e.query(La,[n]);return new Map(t.map(r=>[JSON.stringify([r.kind,r.schema,r.table,r.name]),{...r,definition:r.definition??"",createSql:r.create_sql,dropSql:ka(r)}]))}function ka({kind:e,schema:n,name:t}){return e==="statistics"?`drop statistics ${V(n??"")}.${V(t)}`:null}function Us(e,n){let t=[];for(let[r,o]of n){let s=e.get(r);s===void 0?t.push(pt("create",o,o.definition)):s.definition!==o.definition&&t.push(pt("alter",o,`${s.definition} → ${o.definition}`))}for(let[r,o]of e)n.has(r)||t.push(pt("drop",o,o.definition));return t}function pt(e,n,t){let{kind:r,schema:o,table:s,name:a}=n,l=r==="column setting";return{verb:l?"alter":e,kind:l?"column":r,schema:o,table:s,name:a,from:null,details:[l&&e!=="alter"?`${e==="create"?"set":"reset"} ${t}`:t],destroysData:!1,column:null,unmodelled:l||r==="statistics"?null:r}}function Hs(e,n){let t=[];for(let[r,o]of e)n.get(r)?.definition!==o.definition&&(o.kind==="column setting"?t.push(...Ps(o,n.get(r)??null)):o.dropSql!==null&&t.push(o.dropSql));for(let[r,o]of n)e.get(r)?.definition!==o.definition&&(o.kind==="column setting"?e.has(r)||t.push(...Ps(null,o)):o.createSql!==null&&t.push(o.createSql));return t}function Ps(e,n){let t=n??e;if(t===null)return[];let r=Bs(e),o=Bs(n);return["storage","compression","statistics"].flatMap(s=>{let a=o.get(s);if(a===r.get(s))return[];let l=a??(s==="statistics"?"-1":"default"),c=`alter column ${V(t.name)} set ${s} ${l}`;return[`alter table ${V(t.schema??"")}.${V(t.table??"")} ${c}`]})}function Bs(e){let n=(e?.definition??"").split(", ").filter(t=>t!=="");return new Map(n.map(t=>[t.slice(0,t.indexOf(" ")),t.slice(t.indexOf(" ")+1)]))}async function Ws(e,n){try{let{actions:t}=js(e.view,n.view,await xa());return[...t.map(({sql:r})=>r),...Hs(e.unmodelled,n.unmodelled)]}catch(t){throw new Ee("schema-unreadable",{message:`No statements could be found that lead from one schema to the other: ${$e(t)}`,remedy:"Write the way back by hand: supabase/rollbacks/<version>_<name>.sql.",cause:t})}}async function xa(){let e=new Ie.Pool({max:1}),n=await nt(e,{id:"supabase-extensions",handlers:Rn}),{intentRules:t}=n.planOptions;return{assumedSchemas:[...Fe],assumedRoles:[...Fs],...t===void 0?{}:{intentRules:t}}}import{createHash as va}from"node:crypto";var Ze=class{view;identities;unmodelled;constructor(n,t,r){this.view=n,this.identities=t,this.unmodelled=r}get fingerprint(){let{view:n}=this,t=n.facts().filter(({id:r})=>!n.isReferenceOnly(r)).map(({id:r})=>`${u(r)} ${n.hashOf(r)}`);for(let{from:r,to:o,kind:s}of n.edges)s==="owner"&&!n.isReferenceOnly(r)&&t.push(`${u(r)} of ${u(o)}`);for(let[r,o]of this.unmodelled)t.push(`${r} ${o.definition}`);return va("sha256").update(t.sort().join(`
`)).digest("hex")}};function le(e){if(e instanceof Ze)return e;throw new Ee("internal",{message:"A snapshot was handed in that the schema room did not make.",remedy:"Report this with the output of the run."})}async function Ys(e){let n=new Ie.Pool({...e,max:1});n.on("error",()=>{});try{let{factBase:t}=await pn(n,{handlers:Rn}),r=await n.connect();try{let o=await Mt(r),s=await qs(r,Fe);return new Ze(yn(t,dt),o,s)}finally{r.release()}}catch(t){throw new Ee("schema-unreadable",{message:`The catalog of the database could not be read: ${$e(t)}`,remedy:"Run again; if it stays, report it with the migrations that lead there.",cause:t})}finally{await n.end()}}function Gs(e,n){let t=new Map;for(let[o,s]of n)Js(s)&&t.set(Vs(s),{id:o,address:s});let r=[];for(let[o,s]of e){if(!Js(s)||n.has(o))continue;let a=t.get(Vs(s));a===void 0||e.has(a.id)||s.kind==="column"&&!Ca(o,a.id)||r.push({verb:"alter",kind:s.kind,schema:s.schema,table:s.table,name:s.name,from:null,details:["dropped and created anew"],destroysData:!0,column:null,unmodelled:null})}return r}function Js({kind:e,arguments:n}){return e==="table"||e==="column"&&n!=="f"}function Vs({kind:e,schema:n,table:t,name:r}){return JSON.stringify([e,n,t,r])}function Ca(e,n){return e.split("/")[1]===n.split("/")[1]}var Da=`
select p.polrelid::text as "from", p.oid::text as policy, p.polname as name, c.relname as "table", n.nspname as schema, m[1] as "to"
from pg_catalog.pg_policy p
join pg_catalog.pg_class c on c.oid = p.polrelid and c.relrowsecurity
join pg_catalog.pg_namespace n on n.oid = c.relnamespace,
lateral regexp_matches(coalesce(p.polqual::text, ''), ':relid (\\d+)', 'g') m
where p.polcmd in ('r', '*')
union
select r.ev_class::text, null, null, c.relname, n.nspname, m[1]
from pg_catalog.pg_rewrite r
join pg_catalog.pg_class c on c.oid = r.ev_class and c.relkind = 'v'
  and coalesce(c.reloptions, '{}') && array['security_invoker=true','security_invoker=on','security_invoker=1','security_invoker=yes']
join pg_catalog.pg_namespace n on n.oid = c.relnamespace,
lateral regexp_matches(r.ev_action::text, ':relid (\\d+)', 'g') m
where m[1] <> r.ev_class::text`;async function Ks(e){let{rows:n}=await e.query(Da),t=new Map;for(let{from:s,to:a}of n)t.set(s,(t.get(s)??new Set).add(a));let r=new Map(n.map(({from:s,schema:a,table:l})=>[s,`${a}.${l}`])),o=new Map;for(let s of n)s.policy===null||s.name===null||!ja(t,s.to,s.from)||o.set(s.policy,{rule:"policy-recursion",kind:"policy",schema:s.schema,table:s.table,name:s.name,detail:r.get(s.to)??`${s.schema}.${s.table}`});return[...o.values()]}function ja(e,n,t){let r=new Set,o=[n];for(let s=o.pop();s!==void 0;s=o.pop()){if(s===t)return!0;r.has(s)||(r.add(s),o.push(...e.get(s)??[]))}return!1}var Ma=["anon","authenticated"],Fa=`
with api_role as (
  select oid, rolname from pg_catalog.pg_roles where rolname = any ($3::text[])
), exposed as (
  select oid, nspname from pg_catalog.pg_namespace where nspname = any ($1::text[]) and nspname <> all ($2::text[])
), member as (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e'
), relation as (
  select c.oid, c.relname, c.relkind, c.relrowsecurity, c.reloptions, n.nspname,
    exists (select 1 from api_role r where pg_catalog.has_any_column_privilege(r.oid, c.oid, 'SELECT')
      or pg_catalog.has_any_column_privilege(r.oid, c.oid, 'INSERT')
      or pg_catalog.has_any_column_privilege(r.oid, c.oid, 'UPDATE')
      or pg_catalog.has_table_privilege(r.oid, c.oid, 'DELETE')) as reachable
  from pg_catalog.pg_class c join exposed n on n.oid = c.relnamespace
  where c.relkind in ('r','p','v','m')
    and not exists (select 1 from member m where m.classid = 'pg_catalog.pg_class'::regclass and m.objid = c.oid)
), reads (rewritten, read) as (
  select distinct r.ev_class, d.refobjid
  from pg_catalog.pg_rewrite r
  join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::regclass and d.objid = r.oid
    and d.refclassid = 'pg_catalog.pg_class'::regclass and d.deptype = 'n' and d.refobjid <> r.ev_class
)`,Pa=`${Fa}
select 'rls-disabled' as rule, 'table' as kind, nspname as schema, null as "table", relname as name, '' as detail
from relation where relkind in ('r','p') and not relrowsecurity and reachable
union all
select 'rls-without-policy', 'table', nspname, null, relname, ''
from relation c where relkind in ('r','p') and relrowsecurity
  and not exists (select 1 from pg_catalog.pg_policy p where p.polrelid = c.oid)
union all
select 'definer-without-search-path', 'function', n.nspname, null,
  f.proname || '(' || pg_catalog.pg_get_function_identity_arguments(f.oid) || ')', ''
from pg_catalog.pg_proc f join pg_catalog.pg_namespace n on n.oid = f.pronamespace
where f.prosecdef and n.nspname <> all ($2::text[]) and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select 1 from unnest(coalesce(f.proconfig, '{}')) setting where setting like 'search_path=%')
  and not exists (select 1 from member m where m.classid = 'pg_catalog.pg_proc'::regclass and m.objid = f.oid)
union all
select 'policy-open-for-writes', 'policy', n.nspname, c.relname, p.polname,
  case p.polcmd when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' else 'INSERT, UPDATE and DELETE' end
from pg_catalog.pg_policy p
join pg_catalog.pg_class c on c.oid = p.polrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where p.polpermissive and p.polcmd <> 'r'
  and (n.nspname in (select nspname from exposed) or n.nspname = 'storage')
  and (0 = any (p.polroles) or exists (select 1 from api_role r where r.oid = any (p.polroles)))
  and case when p.polcmd = 'a' then pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)
      else pg_catalog.pg_get_expr(p.polqual, p.polrelid) end = 'true'
union all
select * from (
  with recursive reached (view, read) as (
    select v.oid, d.read from relation v join reads d on d.rewritten = v.oid where v.relkind in ('v','m') and v.reachable
      and not (v.relkind = 'v' and coalesce(v.reloptions, '{}') && array['security_invoker=true','security_invoker=on','security_invoker=1','security_invoker=yes'])
    union
    select r.view, d.read from reached r join reads d on d.rewritten = r.read
  )
  select 'view-bypasses-rls', 'view', v.nspname, null, v.relname,
    string_agg(distinct tn.nspname || '.' || t.relname, ', ')
  from reached r
  join relation v on v.oid = r.view
  join pg_catalog.pg_class t on t.oid = r.read and t.relkind in ('r','p') and t.relrowsecurity
  join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
  group by v.nspname, v.relname
) bypassing`;async function zs(e,n){let t=new Ie.Client({...e});try{await t.connect();let{rows:r}=await t.query(Pa,[n,Fe,Ma]);return[...r,...await Ks(t)]}catch(r){throw new Ee("schema-unreadable",{message:`The security rules could not read the catalog: ${$e(r)}`,remedy:"Run again; if it stays, report it with the migrations that lead there.",cause:r})}finally{await t.end().catch(()=>{})}}function Jp(){return{read:Ys,renames:(e,n)=>Ft(le(e).identities,le(n).identities),compare(e,n){let[t,r]=[le(e),le(n)];return[...xt(t.view,r.view),...Us(t.unmodelled,r.unmodelled)]},recreated:(e,n)=>Gs(le(e).identities,le(n).identities),planSql:(e,n)=>Ws(le(e),le(n)),security:zs,diagram:(e,n,t)=>mt(le(e).view,le(n).view,t)}}export{Jp as createSchemaPort};

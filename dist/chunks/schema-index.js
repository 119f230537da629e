import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
import{a as on}from"./pg-lib-client.js";import{a as Ne,b as sn}from"./core-error-codes.js";import"./runtime.js";function It(e,n,t){let r=new Map;for(let{kind:c,schema:i,table:d,name:p,verb:f}of t){let m=c==="table"?p:d;i===null||m===null||f==="data"||r.set(JSON.stringify([i,m]),{schema:i,name:m})}let o=[...r.values()].flatMap(({schema:c,name:i})=>{let d={kind:"table",schema:c,name:i};return n.has(d)||e.has(d)?[Do(d,c,i,e,n)]:[]});if(o.length===0)return null;let s=o.flatMap(({schema:c,name:i})=>Po(n,c,i)),a=new Set(o.map(({schema:c,name:i})=>JSON.stringify([c,i]))),l=s.flatMap(({to:c})=>{let i=JSON.stringify([c.schema,c.table]);return a.has(i)?[]:(a.add(i),[{schema:c.schema,name:c.table,change:"unchanged",columns:[]}])});return{tables:[...o,...l],relations:s}}function Do(e,n,t,r,o){let s=r.has(e)?o.has(e)?"altered":"dropped":"created";return{schema:n,name:t,change:s,columns:jo(e,r,o)}}function jo(e,n,t){let r=Fo(e,t.has(e)?t:n),o=t.has(e)?[t,n]:[n],s=new Set;return o.flatMap(a=>a.childrenOf(e).filter(l=>l.id.kind==="column").sort((l,c)=>$t(l.payload)-$t(c.payload)).flatMap(l=>{if(l.id.kind!=="column"||s.has(l.id.name))return[];s.add(l.id.name);let{type:c}=l.payload;return[{name:l.id.name,type:typeof c=="string"?c:"",key:r.get(l.id.name)??null,change:Mo(l.id,n,t)}]}))}function $t(e){let n=e._position;return typeof n=="number"?n:0}function Mo(e,n,t){return n.has(e)?t.has(e)?n.rollupOf(e)===t.rollupOf(e)?"unchanged":"altered":"dropped":"created"}function Fo(e,n){let t=new Map;for(let r of n.childrenOf(e)){let o=r.id.kind==="constraint"?r.payload.type:null;if(!(o!=="p"&&o!=="f"))for(let s of n.outgoingEdges(r.id))s.to.kind!=="column"||!("name"in e)||s.to.table!==e.name||t.get(s.to.name)!=="primary"&&t.set(s.to.name,o==="p"?"primary":"foreign")}return t}function Po(e,n,t){let r={kind:"table",schema:n,name:t};return e.childrenOf(r).flatMap(o=>{if(o.id.kind!=="constraint"||o.payload.type!=="f")return[];let s=e.outgoingEdges(o.id).flatMap(({to:i})=>i.kind==="column"?[i]:[]),a=s.filter(i=>i.schema===n&&i.table===t),c=s.find(i=>i.schema!==n||i.table!==t)??a[0];return c===void 0?[]:[{from:{schema:n,table:t},to:{schema:c.schema,table:c.table},name:o.id.name,optional:a.some(i=>e.get(i)?.payload.notNull!==!0)}]})}var qe="intent-unkeyed",Lt="intent-privileged",an="user-mapping-unreadable";var kt=["schema","role","extension","language","eventTrigger","publication","subscription","fdw","server"],xt=["table","view","materializedView","foreignTable","sequence","index","collation","domain","type"],vt=["column","constraint","trigger","rule","policy","default"],ke=["function","procedure","aggregate"],Ct=["column","constraint","default","index","materializedView"],Dt=[["domain","constraint"]];function jt(e){return"target"in e}var Gi=[...kt,...xt,...vt,...ke,"membership","userMapping","typeAttribute","publicationRel","publicationSchema","comment","acl","securityLabel","defaultPrivilege","extensionIntent"];var Mt=new Set(kt),Ft=new Set(xt),Pt=new Set(vt),Bt=new Set(ke),Bo=/[.:(),"\s]/;function Y(e){return e===""||Bo.test(e)?`"${e.replaceAll('"','""')}"`:e}function u(e){let n=e.kind;switch(n){case"membership":return`membership:${Y(e.role)}.${Y(e.member)}`;case"userMapping":return`userMapping:${Y(e.server)}.${Y(e.role)}`;case"typeAttribute":return`typeAttribute:${Y(e.schema)}.${Y(e.type)}.${Y(e.name)}`;case"publicationRel":return`publicationRel:${Y(e.publication)}.${Y(e.schema)}.${Y(e.table)}`;case"publicationSchema":return`publicationSchema:${Y(e.publication)}.${Y(e.schema)}`;case"comment":return`comment:(${u(e.target)})`;case"acl":return`acl:(${u(e.target)}).${Y(e.grantee)}${e.column!==void 0?`.${Y(e.column)}`:""}`;case"securityLabel":return`securityLabel:(${u(e.target)}).${Y(e.provider)}`;case"defaultPrivilege":return`defaultPrivilege:${Y(e.role)}.${Y(e.schema??"")}.${Y(e.objtype)}.${Y(e.grantee)}`;case"extensionIntent":return`extensionIntent:${Y(e.ext)}.${Y(e.intentKind)}.${Y(e.key)}`;default:if(Mt.has(n))return`${n}:${Y(e.name)}`;if(Ft.has(n)){let t=e;return`${n}:${Y(t.schema)}.${Y(t.name)}`}if(Pt.has(n)){let t=e;return`${n}:${Y(t.schema)}.${Y(t.table)}.${Y(t.name)}`}if(Bt.has(n)){let t=e;return`${n}:${Y(t.schema)}.${Y(t.name)}(${t.args.map(Y).join(",")})`}throw new Error(`encodeId: unknown kind ${String(n)}`)}}var Cn=class{input;pos=0;constructor(n){this.input=n}peek(){return this.input[this.pos]}expect(n){if(this.input[this.pos]!==n)throw new Error(`parseId: expected '${n}' at position ${this.pos} in '${this.input}'`);this.pos++}readSegment(){if(this.peek()==='"')return this.readQuotedSegment();let n=this.pos;for(;this.pos<this.input.length&&!/[.:(),)]/.test(this.input[this.pos]);)this.pos++;if(this.pos===n)throw new Error(`parseId: empty segment at position ${this.pos} in '${this.input}'`);return this.input.slice(n,this.pos)}readQuotedSegment(){this.pos++;let n="";for(;;){let t=this.input[this.pos];if(t===void 0)throw new Error(`parseId: unterminated quote in '${this.input}'`);if(t==='"')if(this.input[this.pos+1]==='"')n+='"',this.pos+=2;else return this.pos++,n;else n+=t,this.pos++}}atEnd(){return this.pos>=this.input.length}};function cn(e){let n=e.pos;for(;e.pos<e.input.length&&/[a-zA-Z]/.test(e.input[e.pos]);)e.pos++;let t=e.input.slice(n,e.pos);if(e.expect(":"),Mt.has(t))return{kind:t,name:e.readSegment()};if(Ft.has(t)){let r=e.readSegment();e.expect(".");let o=e.readSegment();return{kind:t,schema:r,name:o}}if(Pt.has(t)){let r=e.readSegment();e.expect(".");let o=e.readSegment();e.expect(".");let s=e.readSegment();return{kind:t,schema:r,table:o,name:s}}if(Bt.has(t)){let r=e.readSegment();e.expect(".");let o=e.readSegment();e.expect("(");let s=[];if(e.peek()!==")")for(;;){if(s.push(e.readSegment()),e.peek()===","){e.pos++;continue}break}return e.expect(")"),{kind:t,schema:r,name:o,args:s}}switch(t){case"membership":{let r=e.readSegment();e.expect(".");let o=e.readSegment();return{kind:t,role:r,member:o}}case"userMapping":{let r=e.readSegment();e.expect(".");let o=e.readSegment();return{kind:t,server:r,role:o}}case"typeAttribute":{let r=e.readSegment();e.expect(".");let o=e.readSegment();e.expect(".");let s=e.readSegment();return{kind:t,schema:r,type:o,name:s}}case"publicationRel":{let r=e.readSegment();e.expect(".");let o=e.readSegment();e.expect(".");let s=e.readSegment();return{kind:t,publication:r,schema:o,table:s}}case"publicationSchema":{let r=e.readSegment();e.expect(".");let o=e.readSegment();return{kind:t,publication:r,schema:o}}case"comment":{e.expect("(");let r=cn(e);return e.expect(")"),{kind:t,target:r}}case"acl":{e.expect("(");let r=cn(e);e.expect(")"),e.expect(".");let o=e.readSegment();return e.peek()==="."?(e.pos++,{kind:t,target:r,grantee:o,column:e.readSegment()}):{kind:t,target:r,grantee:o}}case"securityLabel":{e.expect("(");let r=cn(e);e.expect(")"),e.expect(".");let o=e.readSegment();return{kind:t,target:r,provider:o}}case"defaultPrivilege":{let r=e.readSegment();e.expect(".");let o=e.readSegment();e.expect(".");let s=e.readSegment();e.expect(".");let a=e.readSegment();return{kind:t,role:r,schema:o===""?null:o,objtype:s,grantee:a}}case"extensionIntent":{let r=e.readSegment();e.expect(".");let o=e.readSegment();e.expect(".");let s=e.readSegment();return{kind:t,ext:r,intentKind:o,key:s}}default:throw new Error(`parseId: unknown kind '${t}' in '${e.input}'`)}}function ue(e){let n=new Cn(e),t=cn(n);if(!n.atEnd())throw new Error(`parseId: trailing input at position ${n.pos} in '${e}'`);return t}import{createHash as qo}from"node:crypto";function we(e){if(e===null)return"null";switch(typeof e){case"string":return JSON.stringify(e);case"boolean":return e?"true":"false";case"bigint":return`${e}n`;case"number":if(!Number.isFinite(e))throw new Error(`canonicalize: non-finite number ${e}`);return JSON.stringify(e===0?0:e);case"undefined":throw new Error("canonicalize: undefined is only allowed as an (omitted) object value");case"object":return Array.isArray(e)?`[${e.map(t=>{if(t===void 0)throw new Error("canonicalize: arrays must not contain undefined");return we(t)}).join(",")}]`:`{${Object.keys(e).filter(t=>e[t]!==void 0&&!t.startsWith("_")).sort().map(t=>`${JSON.stringify(t)}:${we(e[t])}`).join(",")}}`;default:throw new Error(`canonicalize: unsupported type ${typeof e}`)}}var qt=new WeakMap,Dn=new Map,Ut=1<<24,jn=0;function Mn(e){let n=Dn.get(e);if(n!==void 0)return n;let t=qo("sha256").update(e).digest("hex");return e.length>Ut||(jn>=Ut&&(Dn.clear(),jn=0),Dn.set(e,t),jn+=e.length),t}function ln(e){if(e===null||typeof e!="object")return Mn(we(e));let n=qt.get(e);if(n!==void 0)return n;let t=Mn(we(e));return qt.set(e,t),t}function dn(e){return Mn(e)}var ne=e=>e.kind==="owner"&&e.to.kind==="role",pn=class{diagnostics=[];source;referenceOnly;#e=new Map;#n=new Map;#r=new Map;#t=new Map;#s=new Map;#o=[];#i=new Map;#c=new Map;#a;constructor(n,t,r="liveDb",o=new Set,s={}){this.source=r,this.referenceOnly=o;for(let i of n){let d=u(i.id);if(this.#e.has(d))throw new Error(`FactBase: duplicate fact id ${d}`);this.#e.set(d,{fact:i,encoded:d,parentKey:i.parent===void 0?void 0:u(i.parent),hash:ln(i.payload)})}for(let i of this.#e.values()){let d=i.parentKey;if(d===void 0)continue;if(!this.#e.has(d))throw new Error(`FactBase: fact ${i.encoded} references missing parent ${d}`);let p=this.#n.get(d)??[];p.push(i),this.#n.set(d,p)}for(let i of this.#n.values())i.sort((d,p)=>d.encoded<p.encoded?-1:1);let a=new Set,l=[],c=new Set;for(let i of this.#e.values()){if(a.has(i.encoded))continue;l.length=0,c.clear();let d=i;for(;d!==void 0&&!a.has(d.encoded);){if(c.has(d.encoded)){let p=l.indexOf(d.encoded),f=[...l.slice(p),d.encoded];throw new Error(`FactBase: parent cycle (no root) among facts ${f.join(" -> ")}`)}if(c.add(d.encoded),l.push(d.encoded),d.parentKey===void 0)break;d=this.#e.get(d.parentKey)}for(let p of l)a.add(p)}for(let i of t){let d=u(i.from),p=u(i.to),f=this.#e.has(d),m=this.#e.has(p);if(!f||!m){if(s.allowDangling?.(i)){if(this.#o.push(i),f&&this.#l(d,p,i),m){let A=this.#t.get(p)??[];A.push(i),this.#t.set(p,A)}continue}this.diagnostics.push({code:"dangling_edge",severity:"warning",subject:f?i.to:i.from,message:`edge ${d} -[${i.kind}]-> ${p} references a fact not in the base`});continue}this.#o.push(i),this.#l(d,p,i);let E=this.#t.get(p)??[];E.push(i),this.#t.set(p,E)}}#l(n,t,r){let o=this.#r.get(n)??[];o.push(r),this.#r.set(n,o);let s=this.#s.get(n)??[];s.push(`${n}-[${r.kind}]->${t}`),this.#s.set(n,s)}get edges(){return this.#o}getByEncoded(n){return this.#e.get(n)?.fact}facts(){return[...this.#e.values()].map(n=>n.fact)}get(n){return this.#e.get(u(n))?.fact}has(n){return this.#e.has(u(n))}isReferenceOnly(n){return this.referenceOnly.has(u(n))}hashOf(n){let t=this.#e.get(u(n));if(!t)throw new Error(`FactBase: unknown fact ${u(n)}`);return t.hash}childrenOf(n){return(this.#n.get(u(n))??[]).map(t=>t.fact)}outgoingEdges(n){return this.#r.get(u(n))??[]}incomingEdges(n){return this.#t.get(u(n))??[]}incomingEdgesByEncoded(n){return this.#t.get(n)??[]}roots(){return[...this.#e.values()].filter(n=>n.fact.parent===void 0).sort((n,t)=>n.encoded<t.encoded?-1:1).map(n=>n.fact)}rollupOf(n){return this.#d(u(n))}#d(n){let t=this.#i.get(n);if(t!==void 0)return t;let r=this.#e.get(n);if(!r)throw new Error(`FactBase: unknown fact ${n}`);let o=(this.#n.get(n)??[]).map(l=>`${l.encoded}=${this.#d(l.encoded)}`),s=(this.#s.get(n)??[]).sort(),a=dn(`F|${r.hash}|C|${o.join(",")}|E|${s.join(",")}`);return this.#i.set(n,a),a}structuralRollupOf(n){return this.#p(u(n))}#p(n){let t=this.#c.get(n);if(t!==void 0)return t;let r=this.#e.get(n);if(!r)throw new Error(`FactBase: unknown fact ${n}`);let o=(this.#n.get(n)??[]).map(a=>this.#p(a.encoded)).sort(),s=dn(`S|${r.hash}|C|${o.join(",")}`);return this.#c.set(n,s),s}get rootHash(){if(this.#a===void 0){let n=this.roots().map(t=>`${u(t.id)}=${this.rollupOf(t.id)}`);this.#a=dn(`ROOT|${n.join(",")}`)}return this.#a}};function K(e,n,t="liveDb",r=new Set,o={}){return new pn(e,n,t,r,o)}var Ht=1;function Fn(e){if(Array.isArray(e))return e.map(Fn);if(e!==null&&typeof e=="object"){let n=e;if(typeof n.$bigint=="string"&&Object.keys(n).length===1)return BigInt(n.$bigint);let t={};for(let[r,o]of Object.entries(n))t[r]=Fn(o);return t}return e}function Wt(e){let n=JSON.parse(e);if(n.formatVersion!==Ht)throw new Error(`snapshot formatVersion ${n.formatVersion} is not supported (expected ${Ht})`);let t=n.facts.map(s=>({id:ue(s.id),...s.parent!==void 0?{parent:ue(s.parent)}:{},payload:Fn(s.payload)})),r=n.edges.map(s=>({from:ue(s.from),to:ue(s.to),kind:s.kind})),o=K(t,r,"snapshot");if(o.rootHash!==n.digest)throw new Error(`snapshot digest mismatch — content is corrupt or was edited (expected ${n.digest}, computed ${o.rootHash})`);return o.diagnostics.push(...(n.diagnostics??[]).map(s=>({code:s.code,severity:s.severity,...s.subject!==void 0?{subject:ue(s.subject)}:{},message:s.message,...s.context!==void 0?{context:s.context}:{}}))),{factBase:o,pgVersion:n.pgVersion,...n.redactSecrets!==void 0?{redactSecrets:n.redactSecrets}:{},...n.profile!==void 0?{profile:n.profile}:{}}}function Pn(e){return`${u(e.from)}|${e.kind}|${u(e.to)}`}function Se(e,n){let t=[],r=i=>{let d=u(i);return e.referenceOnly.has(d)||n.referenceOnly.has(d)},o=(i,d,p)=>{if(!r(d.id)){t.push(p==="add"?{verb:p,fact:d}:{verb:p,fact:d});for(let f of i.outgoingEdges(d.id))t.push(p==="add"?{verb:"link",edge:f}:{verb:"unlink",edge:f})}for(let f of i.childrenOf(d.id))o(i,f,p)},s=i=>{if(r(i))return;let d=e.get(i),p=n.get(i);if(d&&p){if(e.hashOf(i)!==n.hashOf(i)){let E=new Set([...Object.keys(d.payload),...Object.keys(p.payload)]);for(let A of[...E].sort()){if(A.startsWith("_"))continue;let _=d.payload[A],w=p.payload[A],$=_===void 0?" absent":we(_),I=w===void 0?" absent":we(w);$!==I&&t.push({verb:"set",id:i,attr:A,from:_,to:w})}}let f=new Map(e.outgoingEdges(i).map(E=>[Pn(E),E])),m=new Map(n.outgoingEdges(i).map(E=>[Pn(E),E]));for(let[E,A]of f)m.has(E)||t.push({verb:"unlink",edge:A});for(let[E,A]of m)f.has(E)||t.push({verb:"link",edge:A})}},a=i=>{let d=e.has(i),p=n.has(i);if(d&&p&&e.rollupOf(i)===n.rollupOf(i))return;if(d&&!p){o(e,e.get(i),"remove");return}if(!d&&p){o(n,n.get(i),"add");return}s(i);let f=new Map;if(d)for(let m of e.childrenOf(i))f.set(u(m.id),m.id);if(p)for(let m of n.childrenOf(i))f.set(u(m.id),m.id);for(let m of f.values())a(m)},l=new Map;for(let i of e.roots())l.set(u(i.id),i.id);for(let i of n.roots())l.set(u(i.id),i.id);for(let i of l.values())a(i);let c=t.map(i=>({key:Uo(i),delta:i}));return c.sort((i,d)=>i.key<d.key?-1:i.key>d.key?1:0),c.map(i=>i.delta)}function Ue(e){switch(e.verb){case"add":case"remove":return e.fact.id;case"set":return e.id;case"link":case"unlink":return e.edge.from}}function Uo(e){let n=e.verb==="set"?e.attr:e.verb==="link"||e.verb==="unlink"?Pn(e.edge):"";return`${u(Ue(e))}|${e.verb}|${n}`}function me(e){let n=e.replace(/\s+/gu," ").trim();return n.length>160?`${n.slice(0,159)}…`:n}function j(e){return typeof e=="string"?e:""}function Z(e){return Array.isArray(e)?e.filter(n=>typeof n=="string"):[]}function xe(e){return typeof e=="object"&&e!==null&&!Array.isArray(e)}function He(e,n){let t=n.filter(o=>!e.includes(o)).map(o=>`+ ${o}`),r=e.filter(o=>!n.includes(o)).map(o=>`− ${o}`);return[...t,...r].join(", ")}function Yt(e){return e==="u"?"unlogged":"logged"}function Jt(e){switch(e){case"D":return"disabled";case"R":return"enabled for replicas";case"A":return"enabled always";default:return"enabled"}}function Vt(e){return{d:"default",n:"nothing",f:"full",i:"index"}[j(e)]??j(e)}function ve(e){return xe(e)?e.generation==="a"?"GENERATED ALWAYS AS IDENTITY":"GENERATED BY DEFAULT AS IDENTITY":""}function un(e){return xe(e)?`${j(e.schema)}.${j(e.name)}`:""}function mn(e){return{r:"SELECT",a:"INSERT",w:"UPDATE",d:"DELETE","*":"ALL"}[j(e)]??j(e).toUpperCase()}function Gt(e,n){let t=n.get(e);return t===void 0?[]:Ho(t,n).map(me).filter(r=>r!=="")}function Ho({id:e,payload:n},t){switch(e.kind){case"table":return Wo({id:e,payload:n},t);case"foreignTable":return[Kt(e,t)];case"column":return Yo({id:e,payload:n},t);case"constraint":return[j(n.def)];case"index":return[Jo(j(n.def))];case"policy":return Vo(n);case"trigger":return[j(n.def).replace(/^CREATE (CONSTRAINT )?TRIGGER .*? (?=BEFORE|AFTER|INSTEAD OF)/u,"")];case"function":case"procedure":return Go(n);case"view":case"materializedView":return Z(n.reloptions);case"type":return Ko({id:e,payload:n},t);case"domain":return[j(n.baseType)+(n.notNull===!0?" NOT NULL":""),...fn(e,"constraint",t).filter(r=>r.payload.type!=="n").map(r=>j(r.payload.def))];case"publication":return[...fn(e,"publicationRel",t).flatMap(r=>r.id.kind==="publicationRel"?[`${r.id.schema}.${r.id.table}`]:[]),n.allTables===!0?"all tables":""];case"extensionIntent":return["schedule","command"].map(r=>j(n[r]));case"eventTrigger":return[`on ${j(n.event)}`,`runs ${j(n.functionSchema)}.${j(n.functionName)}`];default:return[]}}function Wo({id:e,payload:n},t){let r=un(n.parentTable);if(r!==""){let s=j(n.partitionBound);return[s===""?`inherits ${r}`:`partition of ${r} ${s}`]}let o=j(n.partitionKey);return[Kt(e,t),o===""?"":`partitioned by ${o}`,n.persistence==="u"?"unlogged":""]}function Kt(e,n){let t=fn(e,"column",n).length;return t===1?"1 column":`${t} columns`}function fn(e,n,t){return t.childrenOf(e).filter(r=>r.id.kind===n)}function Yo({id:e,payload:n},t){if(e.kind!=="column")return[];let r=j(t.get({...e,kind:"default"})?.payload.expr),o=j(n.generatedExpr);return[j(n.type)+(n.notNull===!0?" NOT NULL":""),ve(n.identity),r===""?"":`default ${r}`,o===""?"":`generated as ${o}`]}function Jo(e){let n=/^CREATE (UNIQUE )?INDEX .*? USING (.*)$/su.exec(e);return n===null?e:`${n[1]??""}${n[2]??""}`}function Vo(e){let[n,t]=[j(e.usingExpr),j(e.checkExpr)];return[`${mn(e.cmd)} to ${Z(e.roles).join(", ")}${e.permissive===!1?", restrictive":""}`,n===""?"":`USING ${n}`,t===""?"":`WITH CHECK ${t}`]}function Go(e){let[n=""]=j(e.def).split(/\nAS \$/u),t=j(e.returnType);return[t===""?"":`returns ${t}`,j(e.language),/\bSECURITY DEFINER\b/u.test(n)?"SECURITY DEFINER":""]}function Ko({id:e,payload:n},t){switch(n.variant){case"enum":return[Z(n.values).map(r=>`'${r}'`).join(", ")];case"composite":return[fn(e,"typeAttribute",t).map(r=>`${"name"in r.id?r.id.name:""} ${j(r.payload.type)}`).join(", ")];default:return[j(n.subtype)]}}function Bn(e,n,t){let[r,o]=zo(e),s=o.filter(i=>!r.includes(i)).map(i=>`+${i}`),a=r.filter(i=>!o.includes(i)).map(i=>`−${i}`),l=n===""?"PUBLIC":n;if(s.length+a.length===0)return e.verb==="set"&&e.attr==="grantable"?`${l}: grant option`:null;let c=t===null?"":` on column ${t}`;return`${l}: ${[...s,...a].join(" ")}${c}`}function zo(e){switch(e.verb){case"add":return[Z(e.fact.payload._revokedDefault),Z(e.fact.payload.privileges)];case"remove":return[Z(e.fact.payload.privileges),Z(e.fact.payload._revokedDefault)];case"set":return e.attr==="privileges"?[Z(e.from),Z(e.to)]:[[],[]];default:return[[],[]]}}var Xo=/\b(IMMUTABLE|STABLE|WINDOW|STRICT|SECURITY DEFINER|LEAKPROOF|PARALLEL (?:SAFE|RESTRICTED|UNSAFE)|COST [\d.]+|ROWS [\d.]+|SUPPORT \S+)/gu;function Xt(e,n){let[t,r]=[zt(e),zt(n)],o=He(t.clauses,r.clauses),s=[t.body===r.body?"":"body",o].filter(a=>a!=="");return s.length===0?null:s.join(", ")}function zt(e){let n=e.search(/\n(?:AS \$|AS '|RETURN |BEGIN ATOMIC)/u),r=(n===-1?e:e.slice(0,n)).split(`
`).slice(1).flatMap(o=>{let s=o.trim();return s.startsWith("SET ")?[s]:s.startsWith("RETURNS ")?[]:s.match(Xo)??[]});return{body:n===-1?"":e.slice(n),clauses:r}}function nr(e,n,t,r){let o=e.verb==="add";switch(n.kind){case"acl":return Bn(e,n.grantee,n.column??null);case"defaultPrivilege":return Bn(e,n.grantee,null);case"comment":return e.verb==="remove"?"comment removed":"comment";case"securityLabel":return"security label";case"publicationRel":return e.verb==="set"?`${n.schema}.${n.table}: other columns or rows`:`${o?"+":"−"} ${n.schema}.${n.table}`;case"publicationSchema":return`${o?"+":"−"} schema ${n.schema}`;case"typeAttribute":return e.verb==="set"?`${n.name}: ${qn(e,t,r)??""}`:`${o?"+":"−"} ${n.name}`;case"default":return Qo(e);case"constraint":return Zo(n,t,r)?ea(e,n):qn(e,t,r);default:return qn(e,t,r)}}function Qo(e){return e.verb==="add"?me(`default ${j(e.fact.payload.expr)}`):e.verb==="remove"?me(`default ${j(e.fact.payload.expr)} removed`):e.verb==="set"?gn("default",j(e.from),j(e.to)):null}function Zo(e,n,t){return(t.get(e)??n.get(e))?.parent?.kind==="domain"}function ea(e,n){let t="name"in n?n.name:"";return e.verb==="set"?e.attr==="def"?`constraint ${t} ${j(e.to)}`:null:e.verb!=="add"&&e.verb!=="remove"||e.fact.payload.type==="n"?null:me(`${e.verb==="add"?"+":"−"} constraint ${t} ${j(e.fact.payload.def)}`)}var na={notNull:["NOT NULL added","NOT NULL removed"],rowSecurity:["row level security enabled","row level security disabled"],forceRowSecurity:["row level security forced for the owner","row level security not forced any more"],validated:["validated","not validated any more"],permissive:["permissive","restrictive"]},ta={enabled:e=>typeof e=="boolean"?e?"enabled":"disabled":Jt(e),persistence:Yt,replicaIdentity:Vt,identity:ve,cmd:mn,parentTable:un},Qt={usingExpr:"USING",checkExpr:"WITH CHECK",def:"definition",cmd:"for",enabled:"",persistence:"",identity:"",generatedExpr:"generated as",replicaIdentity:"replica identity",parentTable:"parent",partitionBound:"bounds"};function qn(e,n,t){if(e.verb==="link")return ra(e.edge.to);if(e.verb!=="set")return null;let{attr:r,from:o,to:s,id:a}=e,l=na[r];if(l!==void 0&&typeof s=="boolean")return s?l[0]:l[1];if(r==="def")return sa(a,j(o),j(s));if(r==="values")return He(Z(o).map(er),Z(s).map(er))||"order of values";if(r==="identity"&&ve(o)===ve(s))return"options of the identity";if(r==="identity"&&s===null)return"identity removed";if(r==="ownedBy")return gn("owned by",Zt(o),Zt(s));if(r==="returnType"&&oa(a,n,t))return null;if(Array.isArray(o)||Array.isArray(s))return`${Qt[r]??ia(r)} ${He(Z(o),Z(s))}`.trim();let c=ta[r]??aa;return gn(Qt[r]??tr(r),c(o),c(s))}function ra(e){return`owner → ${"name"in e?e.name:""}`}function sa(e,n,t){return e.kind==="function"||e.kind==="procedure"?Xt(n,t):n.replace(/ NOT VALID$/u,"")===t.replace(/ NOT VALID$/u,"")?null:n.includes(`
`)||t.includes(`
`)||n.length+t.length>240?"definition":gn("definition",n,t)}function oa(e,n,t){return n.get(e)?.payload.def===t.get(e)?.payload.def}function Zt(e){return xe(e)?`${j(e.schema)}.${j(e.table)}.${j(e.column)}`:""}function gn(e,n,t){return`${e} ${me(n)||"—"} → ${me(t)||"—"}`.trim()}function er(e){return`'${e}'`}function aa(e){return e==null?"":typeof e=="string"?e:JSON.stringify(e)}function ia(e){return e==="reloptions"?"options":tr(e)}function tr(e){return e.replace(/([a-z])([A-Z])/gu,"$1 $2").toLowerCase()}function Un(e,n,t,r){switch(e.kind){case"acl":case"comment":case"securityLabel":return Un(e.target,n,t,r);case"default":return{...e,kind:"column"};case"publicationRel":case"publicationSchema":return{kind:"publication",name:e.publication};case"typeAttribute":return{kind:"type",schema:e.schema,name:e.type};case"defaultPrivilege":return{...e,grantee:""};case"constraint":{let o=(r.get(e)??t.get(e))?.parent;return o?.kind==="domain"?o:e}default:return e}}function rr(e,n,t,r){let o=s=>n.has(u(s));switch(e.kind){case"column":case"constraint":return["table","foreignTable"].some(s=>o({kind:s,schema:e.schema,name:e.table}));case"sequence":{if(!o(e))return!1;let s=ca(e,r.has(e)?r:t);return s===null?!1:o(s)||o({kind:"table",schema:s.schema,name:s.table})}case"membership":return o({kind:"role",name:e.role})&&la(e,r.has(e)?r:t);default:return!1}}function ca(e,n){let t=n.get(e)?.payload.ownedBy;if(typeof t!="object"||t===null||Array.isArray(t))return null;let{schema:r,table:o,column:s}=t;return typeof r!="string"||typeof o!="string"||typeof s!="string"?null:{kind:"column",schema:r,table:o,name:s}}function la(e,n){return n.get(e)?.payload.admin===!0}function sr(e){return e.kind==="extensionIntent"?`${e.ext} ${e.intentKind}`:e.kind}function or(e){return"schema"in e&&e.kind!=="defaultPrivilege"?e.schema:null}var da={r:"tables",S:"sequences",f:"functions",T:"types",n:"schemas"};function ar(e){switch(e.kind){case"function":case"procedure":case"aggregate":return`${e.name}(${e.args.join(", ")})`;case"membership":return`${e.member} in ${e.role}`;case"userMapping":return`${e.role} on ${e.server}`;case"defaultPrivilege":{let n=e.schema===null?"":` in ${e.schema}`;return`${da[e.objtype]??e.objtype} of ${e.role}${n}`}case"extensionIntent":return e.key;default:return"name"in e?e.name:u(e)}}function ir(e,n,t){if("table"in e)return e.table;if(e.kind!=="index")return null;let r=(t.get(e)??n.get(e))?.parent;return r!==void 0&&"name"in r?r.name:null}var pa=`
with user_namespace as (
  select oid, nspname, quote_ident(nspname) as quoted from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname <> $1
), owned as (
  select classid, objid from pg_catalog.pg_depend where deptype in ('e', 'i')
)
select 'column setting' as kind, n.nspname as schema, c.relname as "table", a.attname as name,
  concat_ws(', ',
    case when a.attstorage <> t.typstorage then 'storage ' || case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end,
    case when a.attcompression <> '' then 'compression ' || case a.attcompression when 'p' then 'pglz' else 'lz4' end end,
    case when coalesce(a.attstattarget, -1) >= 0 then 'statistics ' || a.attstattarget end) as definition,
  null::text[] as create_sql, null as drop_sql
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind in ('r','p','m')
join user_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_type t on t.oid = a.atttypid
where a.attnum > 0 and not a.attisdropped
  and (a.attstorage <> t.typstorage or a.attcompression <> '' or coalesce(a.attstattarget, -1) >= 0)
union all
select 'statistics', n.nspname, null, s.stxname, pg_catalog.pg_get_statisticsobjdef(s.oid),
  array[pg_catalog.pg_get_statisticsobjdef(s.oid)], 'drop statistics ' || n.quoted || '.' || quote_ident(s.stxname)
from pg_catalog.pg_statistic_ext s join user_namespace n on n.oid = s.stxnamespace
union all
select 'cast', null, null, k.signature, k.body, array['create cast (' || k.signature || ') ' || k.body], 'drop cast (' || k.signature || ')'
from (select pg_catalog.format_type(castsource, null) || ' as ' || pg_catalog.format_type(casttarget, null) as signature,
  concat_ws(' ', case castmethod when 'f' then 'with function ' || castfunc::regprocedure when 'i' then 'with inout' else 'without function' end,
    case castcontext when 'a' then 'as assignment' when 'i' then 'as implicit' end) as body
  from pg_catalog.pg_cast c where oid >= 16384
    and not exists (select 1 from owned o where o.classid = 'pg_catalog.pg_cast'::regclass and o.objid = c.oid)) k
union all
select 'operator', o.nspname, null, o.signature, o.body,
  array['create operator ' || o.quoted || '.' || o.oprname || ' (' || o.body || ')'], 'drop operator ' || o.quoted || '.' || o.signature
from (select n.nspname, n.quoted, p.oprname,
  p.oprname || ' (' || case when p.oprleft = 0 then 'none' else pg_catalog.format_type(p.oprleft, null) end || ', ' || pg_catalog.format_type(p.oprright, null) || ')' as signature,
  concat_ws(', ', 'function = ' || p.oprcode::regproc, case when p.oprleft <> 0 then 'leftarg = ' || pg_catalog.format_type(p.oprleft, null) end,
    'rightarg = ' || pg_catalog.format_type(p.oprright, null),
    case when c.oid is not null then 'commutator = operator(' || c.oprnamespace::regnamespace || '.' || c.oprname || ')' end,
    case when g.oid is not null then 'negator = operator(' || g.oprnamespace::regnamespace || '.' || g.oprname || ')' end,
    case when p.oprrest <> 0 then 'restrict = ' || p.oprrest::regproc end, case when p.oprjoin <> 0 then 'join = ' || p.oprjoin::regproc end,
    case when p.oprcanhash then 'hashes' end, case when p.oprcanmerge then 'merges' end) as body
  from pg_catalog.pg_operator p join user_namespace n on n.oid = p.oprnamespace
  left join pg_catalog.pg_operator c on c.oid = p.oprcom
  left join pg_catalog.pg_operator g on g.oid = p.oprnegate
  where p.oprcode <> 0 and not exists (select 1 from owned o where o.classid = 'pg_catalog.pg_operator'::regclass and o.objid = p.oid)) o
union all
select 'text search dictionary', n.nspname, null, d.dictname, concat_ws(', ', 'template = ' || t.quoted, d.dictinitoption),
  array['create text search dictionary ' || n.quoted || '.' || quote_ident(d.dictname) || ' (' || concat_ws(', ', 'template = ' || t.quoted, d.dictinitoption) || ')'],
  'drop text search dictionary ' || n.quoted || '.' || quote_ident(d.dictname)
from pg_catalog.pg_ts_dict d join user_namespace n on n.oid = d.dictnamespace,
  lateral (select tmplnamespace::regnamespace || '.' || quote_ident(tmplname) as quoted from pg_catalog.pg_ts_template where oid = d.dicttemplate) t
where not exists (select 1 from owned o where o.classid = 'pg_catalog.pg_ts_dict'::regclass and o.objid = d.oid)
union all
select 'text search configuration', n.nspname, null, g.cfgname, concat_ws('; ', 'parser ' || p.quoted, m.definition),
  array['create text search configuration ' || n.quoted || '.' || quote_ident(g.cfgname) || ' (parser = ' || p.quoted || ')'] || m.statements,
  'drop text search configuration ' || n.quoted || '.' || quote_ident(g.cfgname)
from pg_catalog.pg_ts_config g join user_namespace n on n.oid = g.cfgnamespace,
  lateral (select prsnamespace::regnamespace || '.' || quote_ident(prsname) as quoted from pg_catalog.pg_ts_parser where oid = g.cfgparser) p,
  lateral (select string_agg(alias || ' → ' || dictionaries, '; ' order by alias) as definition,
      array_agg('alter text search configuration ' || n.quoted || '.' || quote_ident(g.cfgname) || ' add mapping for ' || alias || ' with ' || dictionaries order by alias) as statements
    from (select t.alias, string_agg(x.mapdict::regdictionary::text, ', ' order by x.mapseqno) as dictionaries
      from pg_catalog.pg_ts_config_map x join pg_catalog.ts_token_type(g.cfgparser) t on t.tokid = x.maptokentype
      where x.mapcfg = g.oid group by t.alias) mapped) m
where not exists (select 1 from owned o where o.classid = 'pg_catalog.pg_ts_config'::regclass and o.objid = g.oid)
`;async function cr(e,n){let{rows:t}=await e.query(pa,[n]);return new Map(t.map(({create_sql:r,drop_sql:o,definition:s,...a})=>[JSON.stringify([a.kind,a.schema,a.table,a.name]),{...a,definition:s??"",createSql:r??[],dropSql:o===null?[]:[o]}]))}function lr(e,n){let t=[];for(let[r,o]of n){let s=e.get(r);s===void 0?t.push(Hn("create",o,o.definition)):s.definition!==o.definition&&t.push(Hn("alter",o,`${s.definition} → ${o.definition}`))}for(let[r,o]of e)n.has(r)||t.push(Hn("drop",o,o.definition));return t}function Hn(e,n,t){let{kind:r,schema:o,table:s,name:a}=n,l=r==="column setting";return{verb:l?"alter":e,kind:l?"column":r,schema:o,table:s,name:a,from:null,details:[me(l&&e!=="alter"?`${e==="create"?"set":"reset"} ${t}`:t)],destroysData:!1,column:null,unmodelled:null}}function pr(e,n){let t=e.identities.size===0||n.identities.size===0,[r,o]=t?[e.managed,n.managed]:[e.view,n.view],a=[...ua(r,o).filter(l=>!ha(l,e,n)),...lr(e.unmodelled,n.unmodelled)];return Ea(a)}function ua(e,n){let t=Se(e,n),r=new Map;for(let s of t)s.verb==="add"?r.set(u(s.fact.id),"create"):s.verb==="remove"&&r.set(u(s.fact.id),"drop");let o=new Map;for(let s of t){let a=ma(s);if(a===null)continue;let l=Un(a,s,e,n);if(rr(l,r,e,n))continue;let c=u(l),i=l.kind==="defaultPrivilege"?"alter":r.get(c)??"alter";if(i!=="alter"&&u(a)!==c)continue;let d=o.get(c)??{verb:i,id:l,details:[],losesParts:!1},p=i==="alter"?nr(s,a,e,n):null;p!==null&&!d.details.includes(p)&&d.details.push(p),a.kind==="typeAttribute"&&s.verb==="remove"&&(d.losesParts=!0),o.set(c,d)}return[...o.values()].filter(({verb:s,details:a})=>s!=="alter"||a.length>0).map(s=>fa(s,e,n))}function ma(e){switch(e.verb){case"add":case"remove":return e.fact.id;case"set":return e.id;case"link":case"unlink":return e.edge.kind==="owner"?e.edge.from:null}}function fa(e,n,t){let{verb:r,id:o}=e;return{verb:r,kind:sr(o),schema:or(o),table:ir(o,n,t),name:ar(o),from:null,details:r==="alter"?e.details:Gt(o,r==="create"?t:n),destroysData:e.losesParts||r==="drop"&&ga(o,n),column:o.kind==="column"?{before:dr(o,n),after:dr(o,t)}:null,unmodelled:null}}function ga(e,n){let t=n.get(e);switch(e.kind){case"table":return!0;case"sequence":return t?.payload.ownedBy===null;case"column":return t?.parent?.kind==="table"&&(t.payload.generatedExpr??null)===null;default:return!1}}function dr(e,n){let t=n.get(e);if(t===void 0||e.kind!=="column")return null;let{type:r,notNull:o,identity:s,generatedExpr:a}=t.payload,l=(s??null)!==null;return{type:typeof r=="string"?r:"",notNull:o===!0,hasDefault:n.has({...e,kind:"default"}),generated:l||(a??null)!==null,identity:l}}function ha({kind:e,verb:n,schema:t,table:r,name:o},s,a){if(e!=="column"||n==="alter")return!1;let[l,c]=n==="create"?[a,s]:[s,a],i=l.columnId(t,r,o);return i!==null&&c.identities.get(i)?.name===o}function Ea(e){let n=new Map;for(let t of e){let{kind:r,schema:o,table:s,name:a}=t,l=JSON.stringify([r,o,s,a]),c=n.get(l);c===void 0?n.set(l,t):c.verb==="alter"&&n.set(l,{...c,details:[...c.details,...t.details]})}return[...n.values()]}var ba="57014";function Sa(e){return e.startsWith("pg_")}function ya(e){let n=e.replace(/\s+/g," ").trim(),t=/\bFROM\s+(?:pg_catalog\.)?(\w+)/i.exec(n),r=n.slice(0,60);return t?`${t[1]} (${r}…)`:r}var hn=class extends Error{code="extraction_timeout";queryLabel;timeoutMs;diagnostic;constructor(n,t){super(`extraction query ${n} exceeded the ${t}ms statement_timeout budget`),this.name="ExtractionTimeoutError",this.queryLabel=n,this.timeoutMs=t,this.diagnostic={code:this.code,severity:"error",message:this.message,context:{queryLabel:n,timeoutMs:t}}}};function ur(e){let n=new Set(e.map(o=>u(o.id))),t=[],r=[];for(let o of e){if("target"in o.id){let s=u(o.id.target);if(!n.has(s)){r.push({code:"orphaned_satellite",severity:"info",subject:o.id,message:`dropped ${o.id.kind} whose target ${s} was not extracted (filtered)`});continue}}t.push(o)}return{facts:t,diagnostics:r}}var We="('pg_catalog', 'information_schema')",J=`
  n.nspname NOT IN ${We}
  AND n.nspname NOT LIKE 'pg\\_toast%'
  AND n.nspname NOT LIKE 'pg\\_temp%'`;function V(e,n){return`NOT EXISTS (
    SELECT 1 FROM pg_depend ext_d
    WHERE ext_d.classid = '${e}'::regclass
      AND ext_d.objid = ${n}
      AND ext_d.deptype = 'e')`}var ee=(e,n)=>`(
    SELECT ext.extname
    FROM pg_depend ext_d
    JOIN pg_extension ext ON ext.oid = ext_d.refobjid
    WHERE ext_d.classid = '${e}'::regclass
      AND ext_d.objid = ${n}
      AND ext_d.refclassid = 'pg_extension'::regclass
      AND ext_d.deptype = 'e'
      AND ext.extname <> 'plpgsql'
    LIMIT 1)`,Re=(e,n,t)=>`
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
     ) acl)`,_a=(e,n,t,r,o)=>`
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
     ) d)`,te=(e,n,t,r,o)=>`
    CASE WHEN EXISTS (
      SELECT 1 FROM pg_depend md
      WHERE md.classid = '${r}'::regclass AND md.objid = ${o}
        AND md.refclassid = 'pg_extension'::regclass AND md.deptype = 'e')
    THEN ${_a(e,n,t,r,o)}
    ELSE ${Re(e,n,t)}
    END`,z=e=>e==null?[]:e.map(t=>({grantee:t.grantee,privileges:t.privileges,grantable:t.grantable??[],...t.ownerDefault!=null?{ownerDefault:t.ownerDefault}:{},...t._initPrivs!=null?{initPrivs:{privileges:t._initPrivs.privileges,grantable:t._initPrivs.grantable??[]}}:{}})),oe=e=>({kind:"schema",name:String(e)});async function mr(e,n,t=!0){let r=[],o=[],s=[],a=[],l=async _=>{try{return(await e.query(_)).rows}catch(w){throw n!==void 0&&w.code===ba?new hn(ya(_),n):w}},c=(await l("SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS num"))[0],i=c?.version??"unknown",d=Number(c?.num??0),p=Math.floor(d/1e4);return{q:l,serverVersion:i,serverVersionNum:d,pgMajor:p,facts:r,edges:o,diagnostics:s,factDiagnostics:a,redactSecrets:t,pushWithMeta:(_,w,$)=>{r.push(_);let I=w.comment;if(typeof I=="string"){let b=_.id.kind==="constraint"&&_.parent?.kind==="domain";r.push({id:{kind:"comment",target:_.id},parent:_.id,payload:b?{text:I,onDomain:!0}:{text:I}})}for(let b of $??[])r.push({id:{kind:"acl",target:_.id,grantee:b.grantee},parent:_.id,payload:{privileges:b.privileges,grantable:b.grantable,...b.ownerDefault!==void 0?{_ownerDefault:b.ownerDefault}:{},...b.initPrivs!==void 0?{_initPrivs:{privileges:b.initPrivs.privileges,grantable:b.initPrivs.grantable}}:{}}})},pushMemberEdge:(_,w)=>{let $=w.ext_member_of;typeof $=="string"&&o.push({from:_,to:{kind:"extension",name:$},kind:"memberOfExtension"})},pushOwnerEdge:(_,w)=>{typeof w=="string"&&w.length>0&&!Sa(w)&&o.push({from:_,to:{kind:"role",name:w},kind:"owner"})},pushSeclabel:(_,w,$)=>{r.push({id:{kind:"securityLabel",target:_,provider:w},parent:_,payload:{label:$}})}}}async function fr(e){let{q:n,edges:t}=e;for(let r of await n(`
    SELECT cn.nspname AS child_schema, cc.relname AS child_name,
           pn.nspname AS parent_schema, pc.relname AS parent_name
    FROM pg_inherits i
    JOIN pg_class cc ON cc.oid = i.inhrelid
    JOIN pg_namespace cn ON cn.oid = cc.relnamespace
    JOIN pg_class pc ON pc.oid = i.inhparent
    JOIN pg_namespace pn ON pn.oid = pc.relnamespace
    WHERE cc.relkind IN ('r', 'p')
      AND cn.nspname NOT IN ${We}`))t.push({from:{kind:"table",schema:String(r.child_schema),name:String(r.child_name)},to:{kind:"table",schema:String(r.parent_schema),name:String(r.parent_name)},kind:"depends"})}async function gr(e){let{q:n,edges:t,diagnostics:r}=e,o=await n(`
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
                    AND rr.objsubid = dep.refobjsubid`),s=d=>{if(d==null)return;let p=d;switch(p.kind){case"schema":return{kind:"schema",name:p.name};case"eventTrigger":case"publication":case"fdw":case"server":case"extension":return{kind:p.kind,name:p.name};case"table":case"view":case"materializedView":case"index":case"sequence":case"domain":case"type":case"collation":case"foreignTable":return{kind:p.kind,schema:p.schema,name:p.name};case"column":case"constraint":case"default":case"trigger":case"policy":case"rule":return{kind:p.kind,schema:p.schema,table:p.table,name:p.name};case"function":case"procedure":case"aggregate":return{kind:p.kind,schema:p.schema,name:p.name,args:p.args.map(String)};default:return}},a=d=>{let p=m=>m==="pg_catalog"||m==="information_schema"||m.startsWith("pg_toast")||m.startsWith("pg_temp"),f=d.schema;return typeof f=="string"&&p(f)?!0:d.kind==="schema"?p(d.name):!1},l=(d,p)=>{if(d==null)return;let f=s(d);if(f===void 0)return r.push({code:"unresolved_dependency",severity:"warning",message:`pg_depend ${p} ${JSON.stringify(d)} was recognized by the resolver but the codec could not build its id — resolver/codec mismatch`}),f;if(!a(f))return f},c=new Set,i=new Set(e.facts.filter(d=>d.id.kind==="default").map(d=>u(d.id)));for(let d of o){let p=l(d.dependent,"dependent"),f=l(d.referenced,"referenced");if(!p||!f)continue;let m=JSON.stringify([p,f]);if(!c.has(m)&&(c.add(m),t.push({from:p,to:f,kind:"depends"}),p.kind==="default"&&!i.has(u(p)))){let E={kind:"column",schema:p.schema,table:p.table,name:p.name};if(u(E)===u(f))continue;let A=JSON.stringify([E,f]);if(c.has(A))continue;c.add(A),t.push({from:E,to:f,kind:"depends"})}}}async function hr(e){let{q:n,pushWithMeta:t,pushOwnerEdge:r}=e;for(let o of await n(`
    SELECT e.evtname AS name, e.evtevent AS event, e.evtenabled AS enabled,
           COALESCE(e.evttags, '{}')::text[] AS tags,
           pn.nspname AS func_schema, p.proname AS func_name,
           r.rolname AS owner,
           obj_description(e.oid, 'pg_event_trigger') AS comment
    FROM pg_event_trigger e
    JOIN pg_proc p ON p.oid = e.evtfoid
    JOIN pg_namespace pn ON pn.oid = p.pronamespace
    JOIN pg_roles r ON r.oid = e.evtowner
    WHERE ${V("pg_event_trigger","e.oid")}
    ORDER BY e.evtname`)){let s={kind:"eventTrigger",name:String(o.name)};t({id:s,payload:{event:String(o.event),enabled:String(o.enabled),tags:o.tags.map(String).sort(),functionSchema:String(o.func_schema),functionName:String(o.func_name)}},o),r(s,o.owner)}}var Aa=new Set(["host","hostaddr","port","dbname","user","sslmode","sslcompression","sslcert","sslkey","sslrootcert","sslcrl","sslcrldir","sslsni","requirepeer","krbsrvname","gsslib","sspi","gssencmode","gssdelegation","channel_binding","target_session_attrs","service","application_name","fallback_application_name","connect_timeout","client_encoding","options","keepalives","keepalives_idle","keepalives_interval","keepalives_count","tcp_user_timeout","replication","load_balance_hosts","use_remote_estimate","fdw_startup_cost","fdw_tuple_cost","fetch_size","batch_size","async_capable","analyze_sampling","parallel_commit","parallel_abort","password_required","extensions","updatable","truncatable","schema_name","table_name","column_name","schema","database","table","format","header","delimiter","quote","escape","encoding","compression","filename","program","null","force_not_null","force_null","region","endpoint","bucket","prefix","location","project_id","dataset_id","dataset","workspace","organization","api_version"]),En="host=__CONN_HOST__ port=__CONN_PORT__ dbname=__CONN_DBNAME__ user=__CONN_USER__ password=__CONN_PASSWORD__";function Oa(e){let n=e.indexOf("=");if(n===-1)return e;let t=e.slice(0,n);return Aa.has(t.toLowerCase())?e:`${t}=__OPTION_${t.toUpperCase()}__`}function Er(e){return e.map(Oa)}async function br(e){let{q:n,facts:t,pushWithMeta:r,pushOwnerEdge:o,factDiagnostics:s}=e,a=i=>e.redactSecrets?Er(i):i;for(let i of await n(`
    SELECT f.fdwname AS name, r.rolname AS owner,
           CASE WHEN f.fdwhandler <> 0 THEN f.fdwhandler::regproc::text END AS handler,
           CASE WHEN f.fdwvalidator <> 0 THEN f.fdwvalidator::regproc::text END AS validator,
           COALESCE(ARRAY(SELECT opt FROM unnest(f.fdwoptions) opt ORDER BY opt), '{}')::text[] AS options,
           obj_description(f.oid, 'pg_foreign_data_wrapper') AS comment,
           ${Re("f.fdwacl","F","f.fdwowner")} AS acl
    FROM pg_foreign_data_wrapper f
    JOIN pg_roles r ON r.oid = f.fdwowner
    WHERE ${V("pg_foreign_data_wrapper","f.oid")}
    ORDER BY f.fdwname`)){let d={kind:"fdw",name:String(i.name)};r({id:d,payload:{handler:i.handler==null?null:i.handler,validator:i.validator==null?null:i.validator,options:a(i.options.map(String))}},i,z(i.acl)),o(d,i.owner)}for(let i of await n(`
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
           ${Re("s.srvacl","S","s.srvowner")} AS acl
    FROM pg_foreign_server s
    JOIN pg_foreign_data_wrapper f ON f.oid = s.srvfdw
    JOIN pg_roles r ON r.oid = s.srvowner
    WHERE ${V("pg_foreign_server","s.oid")}
    ORDER BY s.srvname`)){let d={kind:"server",name:String(i.name)};r({id:d,parent:i.fdw_extension!=null?{kind:"extension",name:i.fdw_extension}:{kind:"fdw",name:String(i.fdw)},payload:{fdw:String(i.fdw),type:i.type==null?null:i.type,version:i.version==null?null:i.version,options:a(i.options.map(String))}},i,z(i.acl)),o(d,i.owner)}let l=!!(await n("SELECT has_table_privilege('pg_catalog.pg_user_mapping', 'SELECT') AS ok"))[0]?.ok,c=l?await n(`
    SELECT s.srvname AS server, COALESCE(r.rolname, 'PUBLIC') AS role,
           COALESCE(ARRAY(SELECT opt FROM unnest(u.umoptions) opt ORDER BY opt), '{}')::text[] AS options
    FROM pg_user_mapping u
    JOIN pg_foreign_server s ON s.oid = u.umserver
    LEFT JOIN pg_roles r ON r.oid = u.umuser
    WHERE ${V("pg_foreign_server","s.oid")}
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
    WHERE ${V("pg_foreign_server","v.srvid")}
    ORDER BY v.srvname, 2`);for(let i of c){let d=String(i.server),p=String(i.role),f={kind:"userMapping",server:d,role:p};if(!l&&i.options_known===!1){s.push({code:an,severity:"warning",subject:f,message:`User-mapping options for ${d}/${p} are hidden from the current role by pg_user_mappings (it isn't the mapping's server owner, the mapped user, or a member of the PUBLIC mapping's server owner) — the mapping's state is unknown, so it was SKIPPED rather than recorded with fabricated empty options.`});continue}t.push({id:f,parent:{kind:"server",name:d},payload:{options:a(i.options.map(String))}})}for(let i of await n(`
    SELECT n.nspname AS schema, c.relname AS name, r.rolname AS owner,
           s.srvname AS server,
           COALESCE(ARRAY(SELECT opt FROM unnest(ft.ftoptions) opt ORDER BY opt), '{}')::text[] AS options,
           obj_description(c.oid, 'pg_class') AS comment,
           ${Re("c.relacl","r","c.relowner")} AS acl
    FROM pg_foreign_table ft
    JOIN pg_class c ON c.oid = ft.ftrelid
    JOIN pg_foreign_server s ON s.oid = ft.ftserver
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE ${J}
      AND ${V("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname`)){let d={kind:"foreignTable",schema:String(i.schema),name:String(i.name)};r({id:d,parent:{kind:"server",name:String(i.server)},payload:{server:String(i.server),options:a(i.options.map(String))}},i,z(i.acl)),o(d,i.owner)}}async function Sr(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
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
    WHERE ${J}
      AND ${V("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, pol.polname`))t({id:{kind:"policy",schema:String(r.schema),table:String(r.table),name:String(r.name)},parent:{kind:"table",schema:String(r.schema),name:String(r.table)},payload:{cmd:String(r.cmd),permissive:!!r.permissive,usingExpr:r.using_expr==null?null:r.using_expr,checkExpr:r.check_expr==null?null:r.check_expr,roles:r.roles.map(String)}},r)}async function yr(e){let{q:n,facts:t,pushWithMeta:r,pushOwnerEdge:o,pgMajor:s}=e,a=s>=15?`(SELECT array_agg(att.attname::text ORDER BY att.attname)
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
    WHERE ${V("pg_publication","p.oid")}
    ORDER BY p.pubname`)){let d=[];i.pubinsert&&d.push("insert"),i.pubupdate&&d.push("update"),i.pubdelete&&d.push("delete"),i.pubtruncate&&d.push("truncate");let p=String(i.name),f={kind:"publication",name:p};r({id:f,payload:{allTables:!!i.all_tables,viaRoot:!!i.via_root,publish:d}},i),o(f,i.owner);let m=i.tables??[];for(let E of m)t.push({id:{kind:"publicationRel",publication:p,schema:E.schema,table:E.name},parent:f,payload:{columns:E.columns==null?null:E.columns.map(String),where:E.where??null}});for(let E of(i.schemas??[]).map(String))t.push({id:{kind:"publicationSchema",publication:p,schema:E},parent:f,payload:{}})}}async function _r(e){let{q:n,pushWithMeta:t,pushOwnerEdge:r,pgMajor:o}=e,s=o>=16?"CASE s.substream WHEN 'p' THEN 'parallel' WHEN 't' THEN 'on' ELSE 'off' END":"CASE WHEN s.substream THEN 'on' ELSE 'off' END",a=o>=15?"s.subdisableonerr":"NULL::boolean",l=o>=15?"(s.subtwophasestate <> 'd')":"NULL::boolean",c=o>=16?"s.subrunasowner":"NULL::boolean",i=o>=16?"s.suborigin":"NULL::text",p=!!(await n("SELECT has_column_privilege('pg_subscription', 'subconninfo', 'SELECT') AS ok"))[0]?.ok?"s.subconninfo":"NULL::text";for(let f of await n(`
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
    ORDER BY s.subname`)){let m={kind:"subscription",name:String(f.name)};t({id:m,payload:{_serverMajor:o,enabled:!!f.enabled,conninfo:e.redactSecrets||f.conninfo==null?En:f.conninfo,slotName:f.slot_name==null?null:f.slot_name,publications:f.publications.map(String).sort(),binary:!!f.binary,streaming:String(f.streaming),synchronousCommit:String(f.synchronous_commit),disableOnError:f.disable_on_error==null?null:!!f.disable_on_error,twoPhase:f.two_phase==null?null:!!f.two_phase,runAsOwner:f.run_as_owner==null?null:!!f.run_as_owner,origin:f.origin==null?null:f.origin}},f),r(m,f.owner)}}function Ar(e){let n=e.reloptions;if(n==null)return null;let t=n.slice().sort();return t.length>0?t:null}async function Or(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
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
           ${te("c.relacl","r","c.relowner","pg_class","c.oid")} AS acl,
           ${ee("pg_class","c.oid")} AS ext_member_of
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relkind IN ('r', 'p') AND ${J}
    ORDER BY n.nspname, c.relname`)){let a={kind:"table",schema:String(s.schema),name:String(s.name)};t({id:a,parent:oe(s.schema),payload:{persistence:String(s.persistence),rowSecurity:!!s.row_security,forceRowSecurity:!!s.force_row_security,replicaIdentity:String(s.replica_identity),replicaIdentityIndex:s.replica_identity_index==null?null:s.replica_identity_index,partitionKey:s.partition_key==null?null:s.partition_key,partitionBound:s.partition_bound==null?null:s.partition_bound,parentTable:s.parent_table==null?null:s.parent_table,reloptions:Ar(s)}},s,z(s.acl)),r(a,s),o(a,s.owner)}}async function Nr(e){let{q:n,facts:t,pushWithMeta:r}=e;for(let o of await n(`
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
           ${Re("a.attacl","c","c.relowner")} AS acl
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef ad ON ad.adrelid = c.oid AND ad.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attislocal
      AND ${J}
      AND ${V("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, a.attname`)){let s={kind:String(o.table_kind)==="f"?"foreignTable":"table",schema:String(o.schema),name:String(o.table)},a={kind:"column",schema:String(o.schema),table:String(o.table),name:String(o.name)},l=o.generated!=null;r({id:a,parent:s,payload:{_position:Number(o.position),type:String(o.type),notNull:!!o.not_null,identity:o.identity==null?null:{generation:o.identity,sequence:o.identity_sequence,options:o.identity_options==null?null:o.identity_options},collation:o.collation==null?null:o.collation,generatedExpr:l&&o.default_expr!=null?o.default_expr:null}},o),!l&&o.default_expr!=null&&t.push({id:{kind:"default",schema:String(o.schema),table:String(o.table),name:String(o.name)},parent:a,payload:{expr:o.default_expr}});for(let c of z(o.acl))t.push({id:{kind:"acl",target:s,grantee:c.grantee,column:String(o.name)},parent:a,payload:{privileges:c.privileges,grantable:c.grantable}})}}async function wr(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
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
      AND c.relkind IN ('r', 'p', 'f') AND ${J}
      AND ${V("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, con.conname`))t({id:{kind:"constraint",schema:String(r.schema),table:String(r.table),name:String(r.name)},parent:{kind:String(r.table_kind)==="f"?"foreignTable":"table",schema:String(r.schema),name:String(r.table)},payload:{def:String(r.def),type:String(r.type),validated:!!r.validated}},r)}async function Rr(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
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
    WHERE c.relkind IN ('r', 'p', 'm') AND ${J}
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
      AND ${V("pg_class","c.oid")}
    ORDER BY n.nspname, ic.relname`)){let o=String(r.table_kind)==="m"?"materializedView":"table";t({id:{kind:"index",schema:String(r.schema),name:String(r.name)},parent:{kind:o,schema:String(r.schema),name:String(r.table)},payload:{def:String(r.def),valid:!!r.valid}},r)}}async function Tr(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
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
           ${te("c.relacl","s","c.relowner","pg_class","c.oid")} AS acl,
           ${ee("pg_class","c.oid")} AS ext_member_of
    FROM pg_sequence s
    JOIN pg_class c ON c.oid = s.seqrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE ${J}
      AND NOT EXISTS (
        SELECT 1 FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
          AND d.deptype = 'i')
    ORDER BY n.nspname, c.relname`)){let a={kind:"sequence",schema:String(s.schema),name:String(s.name)};t({id:a,parent:oe(s.schema),payload:{dataType:String(s.data_type),start:String(s.start),increment:String(s.increment),minValue:String(s.min_value),maxValue:String(s.max_value),cache:String(s.cache),cycle:!!s.cycle,ownedBy:s.owned_by==null?null:s.owned_by}},s,z(s.acl)),r(a,s),o(a,s.owner)}}async function $r(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
    SELECT n.nspname AS schema, c.relname AS name, r.rolname AS owner,
           c.relkind AS kind,
           pg_get_viewdef(c.oid) AS def,
           c.reloptions AS reloptions,
           obj_description(c.oid, 'pg_class') AS comment,
           ${te("c.relacl","r","c.relowner","pg_class","c.oid")} AS acl,
           ${ee("pg_class","c.oid")} AS ext_member_of
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relkind IN ('v', 'm') AND ${J}
    ORDER BY n.nspname, c.relname`)){let a={kind:String(s.kind)==="m"?"materializedView":"view",schema:String(s.schema),name:String(s.name)};t({id:a,parent:oe(s.schema),payload:{def:String(s.def),reloptions:Ar(s)}},s,z(s.acl)),r(a,s),o(a,s.owner)}}async function Ir(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
    SELECT n.nspname AS schema, c.relname AS table, t.tgname AS name,
           c.relkind AS table_kind,
           pg_get_triggerdef(t.oid) AS def,
           t.tgenabled AS enabled,
           obj_description(t.oid, 'pg_trigger') AS comment
    FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND ${J}
      AND ${V("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, t.tgname`)){let o=String(r.table_kind);t({id:{kind:"trigger",schema:String(r.schema),table:String(r.table),name:String(r.name)},parent:{kind:o==="v"?"view":o==="m"?"materializedView":o==="f"?"foreignTable":"table",schema:String(r.schema),name:String(r.table)},payload:{def:String(r.def),enabled:String(r.enabled)}},r)}}async function Lr(e){let{q:n,pushWithMeta:t}=e;for(let r of await n(`
    SELECT n.nspname AS schema, c.relname AS table, c.relkind AS table_kind,
           rw.rulename AS name, pg_get_ruledef(rw.oid) AS def,
           rw.ev_enabled AS enabled,
           obj_description(rw.oid, 'pg_rewrite') AS comment
    FROM pg_rewrite rw
    JOIN pg_class c ON c.oid = rw.ev_class
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE rw.rulename <> '_RETURN' AND ${J}
      AND ${V("pg_class","c.oid")}
    ORDER BY n.nspname, c.relname, rw.rulename`)){let o=String(r.table_kind);t({id:{kind:"rule",schema:String(r.schema),table:String(r.table),name:String(r.name)},parent:{kind:o==="v"?"view":o==="m"?"materializedView":"table",schema:String(r.schema),name:String(r.table)},payload:{def:String(r.def),enabled:String(r.enabled)}},r)}}async function kr(e){let{q:n,facts:t}=e;for(let o of await n(`
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
    ORDER BY 1, 2, 3, 4`)){let s=o.revoked_default??null;t.push({id:{kind:"defaultPrivilege",role:String(o.role),schema:o.schema==null?null:o.schema,objtype:String(o.objtype),grantee:String(o.grantee)},payload:{privileges:o.privileges.map(String),grantable:(o.grantable??[]).map(String),...s!=null?{_revokedDefault:s.map(String)}:{}}})}}async function xr(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
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
           ${te("p.proacl","f","p.proowner","pg_proc","p.oid")} AS acl,
           ${ee("pg_proc","p.oid")} AS ext_member_of
    FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_roles r ON r.oid = p.proowner
    JOIN pg_language l ON l.oid = p.prolang
    WHERE p.prokind IN ('f', 'p', 'w') AND ${J}
      AND NOT EXISTS (
        SELECT 1 FROM pg_depend idep
        WHERE idep.classid = 'pg_proc'::regclass AND idep.objid = p.oid
          AND idep.deptype = 'i')
    ORDER BY n.nspname, p.proname`)){let a=s.identity_args.map(String),l=(s.config_gucs??[]).map(String),c={kind:String(s.prokind)==="p"?"procedure":"function",schema:String(s.schema),name:String(s.name),args:a};t({id:c,parent:oe(s.schema),payload:{def:String(s.def),returnType:s.return_type==null?null:s.return_type,argSignature:String(s.arg_signature),language:String(s.language),isWindow:String(s.prokind)==="w",...l.length>0?{_configGucs:l}:{}}},s,z(s.acl)),r(c,s),o(c,s.owner)}}async function vr(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
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
           ${te("p.proacl","f","p.proowner","pg_proc","p.oid")} AS acl,
           ${ee("pg_proc","p.oid")} AS ext_member_of
    FROM pg_proc p
    JOIN pg_aggregate a ON a.aggfnoid = p.oid
    JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_roles r ON r.oid = p.proowner
    WHERE p.prokind = 'a' AND ${J}
    ORDER BY n.nspname, p.proname`)){let a={kind:"aggregate",schema:String(s.schema),name:String(s.name),args:s.identity_args.map(String)};t({id:a,parent:oe(s.schema),payload:{aggKind:String(s.agg_kind),numDirectArgs:Number(s.num_direct_args),sfunc:String(s.sfunc),stype:String(s.stype),sspace:Number(s.sspace),finalfunc:s.finalfunc==null?null:s.finalfunc,finalfuncExtra:!!s.finalfunc_extra,finalfuncModify:String(s.finalfunc_modify),combinefunc:s.combinefunc==null?null:s.combinefunc,serialfunc:s.serialfunc==null?null:s.serialfunc,deserialfunc:s.deserialfunc==null?null:s.deserialfunc,msfunc:s.msfunc==null?null:s.msfunc,minvfunc:s.minvfunc==null?null:s.minvfunc,mstype:s.mstype==null?null:s.mstype,msspace:Number(s.msspace),mfinalfunc:s.mfinalfunc==null?null:s.mfinalfunc,mfinalfuncExtra:!!s.mfinalfunc_extra,mfinalfuncModify:String(s.mfinalfunc_modify),initcond:s.initcond==null?null:s.initcond,minitcond:s.minitcond==null?null:s.minitcond,sortop:s.sortop==null?null:s.sortop,parallel:String(s.parallel)}},s,z(s.acl)),r(a,s),o(a,s.owner)}}async function Cr(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
    SELECT n.nspname AS name, r.rolname AS owner,
           obj_description(n.oid, 'pg_namespace') AS comment,
           ${te("n.nspacl","n","n.nspowner","pg_namespace","n.oid")} AS acl,
           ${ee("pg_namespace","n.oid")} AS ext_member_of
    FROM pg_namespace n
    JOIN pg_roles r ON r.oid = n.nspowner
    WHERE ${J}
    ORDER BY n.nspname`)){let a={kind:"schema",name:String(s.name)};t({id:a,payload:{}},s,z(s.acl)),r(a,s),o(a,s.owner)}for(let s of await n(`
    SELECT e.extname AS name, n.nspname AS schema,
           e.extrelocatable AS relocatable,
           obj_description(e.oid, 'pg_extension') AS comment
    FROM pg_extension e
    JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname <> 'plpgsql'
    ORDER BY e.extname`))t({id:{kind:"extension",name:String(s.name)},payload:{schema:String(s.schema),relocatable:!!s.relocatable}},s)}var Dr={r:"table",p:"table",v:"view",m:"materializedView",S:"sequence",f:"foreignTable"},jr=new Set(["r","p","f"]),Na=["pg_proc","pg_namespace","pg_event_trigger","pg_publication","pg_subscription"];function Mr(e){return`(${e}.typtype IN ('d', 'e', 'r')
    OR (${e}.typtype = 'c' AND EXISTS (
      SELECT 1 FROM pg_class tc WHERE tc.oid = ${e}.typrelid AND tc.relkind = 'c')))`}async function Fr(e){let{q:n,pushSeclabel:t,diagnostics:r}=e;if(!!!(await n(`SELECT EXISTS (SELECT 1 FROM pg_seclabel)
              OR EXISTS (SELECT 1 FROM pg_shseclabel) AS present`))[0]?.present)return;for(let c of await n(`
      SELECT sl.provider, sl.label, sl.objsubid,
             n.nspname AS schema, c.relname AS name, c.relkind AS relkind,
             a.attname AS column
      FROM pg_seclabel sl
      JOIN pg_class c ON c.oid = sl.objoid AND sl.classoid = 'pg_class'::regclass
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = sl.objsubid
      WHERE ${J}
      ORDER BY 1, 4, 5`)){let i=String(c.schema),d=String(c.relkind);if(Number(c.objsubid)>0){jr.has(d)&&t({kind:"column",schema:i,table:String(c.name),name:String(c.column)},String(c.provider),String(c.label));continue}let p=Dr[d];p!==void 0&&t({kind:p,schema:i,name:String(c.name)},String(c.provider),String(c.label))}for(let c of await n(`
      SELECT sl.provider, sl.label, n.nspname AS schema, p.proname AS name,
             p.prokind AS prokind,
             ARRAY(SELECT format_type(t.t, NULL)
                   FROM unnest(p.proargtypes) WITH ORDINALITY AS t(t, ord)
                   ORDER BY t.ord)::text[] AS args
      FROM pg_seclabel sl
      JOIN pg_proc p ON p.oid = sl.objoid AND sl.classoid = 'pg_proc'::regclass
      JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE ${J}
      ORDER BY 1, 3, 4`)){let i=String(c.prokind);t({kind:i==="a"?"aggregate":i==="p"?"procedure":"function",schema:String(c.schema),name:String(c.name),args:c.args.map(String)},String(c.provider),String(c.label))}for(let c of await n(`
      SELECT sl.provider, sl.label, n.nspname AS name
      FROM pg_seclabel sl
      JOIN pg_namespace n ON n.oid = sl.objoid AND sl.classoid = 'pg_namespace'::regclass
      WHERE n.nspname NOT IN ${We} AND n.nspname NOT LIKE 'pg\\_%'
      ORDER BY 1, 3`))t({kind:"schema",name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, n.nspname AS schema, t.typname AS name,
             t.typtype AS typtype
      FROM pg_seclabel sl
      JOIN pg_type t ON t.oid = sl.objoid AND sl.classoid = 'pg_type'::regclass
      JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE ${J} AND ${Mr("t")}
      ORDER BY 1, 3, 4`))t({kind:String(c.typtype)==="d"?"domain":"type",schema:String(c.schema),name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, e.evtname AS name
      FROM pg_seclabel sl
      JOIN pg_event_trigger e ON e.oid = sl.objoid AND sl.classoid = 'pg_event_trigger'::regclass
      WHERE ${V("pg_event_trigger","e.oid")}
      ORDER BY 1, 3`))t({kind:"eventTrigger",name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, p.pubname AS name
      FROM pg_seclabel sl
      JOIN pg_publication p ON p.oid = sl.objoid AND sl.classoid = 'pg_publication'::regclass
      WHERE ${V("pg_publication","p.oid")}
      ORDER BY 1, 3`))t({kind:"publication",name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, s.subname AS name
      FROM pg_seclabel sl
      JOIN pg_subscription s ON s.oid = sl.objoid AND sl.classoid = 'pg_subscription'::regclass
      ORDER BY 1, 3`))t({kind:"subscription",name:String(c.name)},String(c.provider),String(c.label));for(let c of await n(`
      SELECT sl.provider, sl.label, r.rolname AS name
      FROM pg_shseclabel sl
      JOIN pg_roles r ON r.oid = sl.objoid AND sl.classoid = 'pg_authid'::regclass
      WHERE r.rolname NOT LIKE 'pg\\_%'
      ORDER BY 1, 3`))t({kind:"role",name:String(c.name)},String(c.provider),String(c.label));let s=Na.map(c=>`'${c}'::regclass`).join(", "),a=Object.keys(Dr).map(c=>`'${c}'`).join(", "),l=[...jr].map(c=>`'${c}'`).join(", ");for(let c of await n(`
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
             SELECT 1 FROM pg_type t WHERE t.oid = sl.objoid AND ${Mr("t")}))
          OR sl.classoid IN (${s})
        )
        UNION ALL
        SELECT sl.classoid::regclass::text,
               sl.classoid::regclass::text || ' #' || sl.objoid::text
        FROM pg_shseclabel sl
        WHERE sl.classoid <> 'pg_authid'::regclass
      ) u
      GROUP BY obj_class
      ORDER BY obj_class`)){let i=Number(c.count),d=String(c.obj_class),p=c.samples??[],f=i>p.length?", …":"";r.push({code:"unresolved_security_label",severity:"warning",message:`${i} security label${i===1?"":"s"} on unmodeled target${i===1?"":"s"} (${d}) cannot be managed by this engine (e.g. ${p.join(", ")}${f}) — the label is reported, not applied`,context:{objClass:d,count:i,samples:p}})}}async function Pr(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
    SELECT n.nspname AS schema, t.typname AS name, r.rolname AS owner,
           format_type(t.typbasetype, t.typtypmod) AS base_type,
           t.typnotnull AS not_null, t.typdefault AS default_expr,
           CASE WHEN t.typcollation <> bt.typcollation THEN (
             SELECT quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
             FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
             WHERE co.oid = t.typcollation)
           END AS collation,
           obj_description(t.oid, 'pg_type') AS comment,
           ${te("t.typacl","T","t.typowner","pg_type","t.oid")} AS acl,
           ${ee("pg_type","t.oid")} AS ext_member_of
    FROM pg_type t
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    JOIN pg_type bt ON bt.oid = t.typbasetype
    WHERE t.typtype = 'd' AND ${J}
    ORDER BY n.nspname, t.typname`)){let a={kind:"domain",schema:String(s.schema),name:String(s.name)};t({id:a,parent:oe(s.schema),payload:{baseType:String(s.base_type),notNull:!!s.not_null,default:s.default_expr==null?null:s.default_expr,collation:s.collation==null?null:s.collation}},s,z(s.acl)),r(a,s),o(a,s.owner)}for(let s of await n(`
    SELECT n.nspname AS schema, t.typname AS domain, con.conname AS name,
           pg_get_constraintdef(con.oid) AS def,
           con.contype AS type, con.convalidated AS validated,
           obj_description(con.oid, 'pg_constraint') AS comment
    FROM pg_constraint con
    JOIN pg_type t ON t.oid = con.contypid
    JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE con.contypid <> 0 AND ${J}
      AND ${V("pg_type","t.oid")}
    ORDER BY n.nspname, t.typname, con.conname`))t({id:{kind:"constraint",schema:String(s.schema),table:String(s.domain),name:String(s.name)},parent:{kind:"domain",schema:String(s.schema),name:String(s.domain)},payload:{def:String(s.def),type:String(s.type),validated:!!s.validated}},s)}async function Br(e){let{q:n,facts:t,pushWithMeta:r,pushMemberEdge:o,pushOwnerEdge:s,pgMajor:a}=e;for(let c of await n(`
    SELECT n.nspname AS schema, t.typname AS name, r.rolname AS owner,
           ARRAY(SELECT e.enumlabel::text FROM pg_enum e
                 WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS values,
           obj_description(t.oid, 'pg_type') AS comment,
           ${te("t.typacl","T","t.typowner","pg_type","t.oid")} AS acl,
           ${ee("pg_type","t.oid")} AS ext_member_of
    FROM pg_type t
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    WHERE t.typtype = 'e' AND ${J}
    ORDER BY n.nspname, t.typname`)){let i={kind:"type",schema:String(c.schema),name:String(c.name)};r({id:i,parent:oe(c.schema),payload:{variant:"enum",values:c.values.map(String)}},c,z(c.acl)),o(i,c),s(i,c.owner)}for(let c of await n(`
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
           ${te("t.typacl","T","t.typowner","pg_type","t.oid")} AS acl,
           ${ee("pg_type","t.oid")} AS ext_member_of
    FROM pg_type t
    JOIN pg_class tc ON tc.oid = t.typrelid AND tc.relkind = 'c'
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    WHERE t.typtype = 'c' AND ${J}
    ORDER BY n.nspname, t.typname`)){let i={kind:"type",schema:String(c.schema),name:String(c.name)};r({id:i,parent:oe(c.schema),payload:{variant:"composite"}},c,z(c.acl)),o(i,c),s(i,c.owner);let d=c.attrs??[];for(let p of d)t.push({id:{kind:"typeAttribute",schema:String(c.schema),type:String(c.name),name:p.name},parent:i,payload:{type:p.type,collation:p.collation??null,_position:p.position}})}let l=a>=14?`(SELECT quote_ident(mn.nspname) || '.' || quote_ident(mt.typname)
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
           ${te("t.typacl","T","t.typowner","pg_type","t.oid")} AS acl,
           ${ee("pg_type","t.oid")} AS ext_member_of
    FROM pg_range rng
    JOIN pg_type t ON t.oid = rng.rngtypid
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    JOIN pg_opclass opc ON opc.oid = rng.rngsubopc
    JOIN pg_namespace opcn ON opcn.oid = opc.opcnamespace
    WHERE t.typtype = 'r' AND ${J}
    ORDER BY n.nspname, t.typname`)){let i={kind:"type",schema:String(c.schema),name:String(c.name)};r({id:i,parent:oe(c.schema),payload:{variant:"range",subtype:String(c.subtype),subtypeOpclass:c.subtype_opclass==null?null:c.subtype_opclass,collation:c.collation==null?null:c.collation,subtypeDiff:c.subtype_diff==null?null:c.subtype_diff,multirangeTypeName:c.multirange_type_name==null?null:c.multirange_type_name}},c,z(c.acl)),o(i,c),s(i,c.owner)}}async function qr(e){let{q:n,pushWithMeta:t,pushMemberEdge:r,pushOwnerEdge:o}=e;for(let s of await n(`
    SELECT n.nspname AS schema, c.collname AS name, r.rolname AS owner,
           c.collprovider AS provider, c.collisdeterministic AS deterministic,
           to_jsonb(c) AS raw,
           obj_description(c.oid, 'pg_collation') AS comment,
           ${ee("pg_collation","c.oid")} AS ext_member_of
    FROM pg_collation c
    JOIN pg_namespace n ON n.oid = c.collnamespace
    JOIN pg_roles r ON r.oid = c.collowner
    WHERE ${J}
    ORDER BY n.nspname, c.collname`)){let a=s.raw,l=a.colllocale??a.colliculocale??null,c={kind:"collation",schema:String(s.schema),name:String(s.name)};t({id:c,parent:oe(s.schema),payload:{provider:String(s.provider),deterministic:!!s.deterministic,locale:l,lcCollate:a.collcollate??null,lcCtype:a.collctype??null}},s),r(c,s),o(c,s.owner)}}function wa(e,n){return`EXISTS (SELECT 1 FROM pg_depend de
    WHERE de.classid = '${e}'::regclass
      AND de.objid = ${n} AND de.deptype = 'e')`}function Ra(e,n){return`EXISTS (SELECT 1 FROM pg_depend idep
    WHERE idep.classid = '${e}'::regclass
      AND idep.objid = ${n} AND idep.deptype = 'i')`}var Ta=[{kind:"cast",classid:"pg_cast",oid:"c.oid",name:"format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL)",from:"pg_cast c"},{kind:"operator",classid:"pg_operator",oid:"o.oid",name:"o.oprname",from:"pg_operator o"},{kind:"operator class",classid:"pg_opclass",oid:"opc.oid",name:"opc.opcname",from:"pg_opclass opc"},{kind:"operator family",classid:"pg_opfamily",oid:"opf.oid",name:"opf.opfname",from:"pg_opfamily opf"},{kind:"text search configuration",classid:"pg_ts_config",oid:"tc.oid",name:"tc.cfgname",from:"pg_ts_config tc"},{kind:"text search dictionary",classid:"pg_ts_dict",oid:"td.oid",name:"td.dictname",from:"pg_ts_dict td"},{kind:"text search parser",classid:"pg_ts_parser",oid:"tp.oid",name:"tp.prsname",from:"pg_ts_parser tp"},{kind:"text search template",classid:"pg_ts_template",oid:"tt.oid",name:"tt.tmplname",from:"pg_ts_template tt"},{kind:"statistics object",classid:"pg_statistic_ext",oid:"se.oid",name:"se.stxname",from:"pg_statistic_ext se"},{kind:"language",classid:"pg_language",oid:"l.oid",name:"l.lanname",from:"pg_language l",where:"l.lanispl"},{kind:"transform",classid:"pg_transform",oid:"tr.oid",name:"format_type(tr.trftype, NULL) || ' / ' || (SELECT ll.lanname FROM pg_language ll WHERE ll.oid = tr.trflang)",from:"pg_transform tr"},{kind:"parameter ACL",classid:"pg_parameter_acl",oid:"pa.oid",name:"pa.parname",from:"pg_parameter_acl pa",minVersion:15}];function $a(e){let n=[e.where,`${e.oid} >= 16384`,`NOT ${wa(e.classid,e.oid)}`,`NOT ${Ra(e.classid,e.oid)}`].filter(Boolean);return`SELECT '${e.kind}'::text AS kind,
            count(*)::int AS count,
            (array_agg(nm ORDER BY nm))[1:5] AS samples
     FROM (
       SELECT ${e.name} AS nm
       FROM ${e.from}
       WHERE ${n.join(" AND ")}
     ) s`}async function Ur(e,n){let r=Ta.filter(a=>a.minVersion===void 0||n>=a.minVersion).map($a).join(`
UNION ALL
`),{rows:o}=await e.query(r),s=[];for(let a of o){if(a.count<=0)continue;let l=a.samples??[],c=a.count>l.length?", …":"";s.push({code:"unmodeled_kind",severity:"warning",message:`${a.count} unmodeled "${a.kind}" object${a.count===1?"":"s"} not managed by this engine (e.g. ${l.join(", ")}${c}) — v1 detects but does not model this kind`,context:{kind:a.kind,count:a.count,samples:l}})}return s}async function bn(e,n={}){let t=await e.connect();try{await t.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),await t.query("SET LOCAL search_path TO 'pg_catalog'"),n.statementTimeoutMs!==void 0&&await t.query(`SET LOCAL statement_timeout = ${Math.max(0,Math.floor(n.statementTimeoutMs))}`);let r=await Ia(t,n.source??"liveDb",n.statementTimeoutMs,n.handlers??[],n.redactSecrets??!0);return await t.query("COMMIT"),r}catch(r){throw await t.query("ROLLBACK").catch(()=>{}),r}finally{t.release()}}async function Ia(e,n,t,r,o){let s=await mr(e,t,o);await e.query(s.pgMajor>=15?"SELECT set_config('jit', 'off', true) WHERE has_parameter_privilege(current_user, 'jit', 'SET')":"SET LOCAL jit = off"),o||s.diagnostics.push({code:"secret-redaction-disabled",severity:"warning",message:"Secret redaction is DISABLED: foreign-data option values and subscription conninfo are emitted in cleartext in plan SQL, the catalog snapshot, declarative export, and the plan artifact. Do not persist these artifacts to untrusted locations."});let a=s.serverVersion;await kr(s),await Cr(s),await Or(s),await Nr(s),await wr(s),await Rr(s),await Tr(s),await $r(s),await xr(s),await Ir(s),await Sr(s),await Pr(s),await Br(s),await qr(s),await hr(s),await Lr(s),await vr(s),await br(s),await yr(s),await _r(s),await Fr(s),await fr(s),await gr(s);let l=ur(s.facts);s.diagnostics.push(...l.diagnostics);let c=K(l.facts,s.edges,n);if(r.length>0){let i={query:s.q},d=[],p=[],f=[];for(let m of r){let E=await m.capture(i,c);d.push(...E.facts),p.push(...E.edges),E.diagnostics&&f.push(...E.diagnostics)}(d.length>0||p.length>0)&&(c=K([...c.facts(),...d],[...c.edges,...p],n)),c.diagnostics.push(...f)}return c.diagnostics.push(...s.factDiagnostics),s.diagnostics.push(...c.diagnostics),s.diagnostics.push(...await Ur(e,s.pgMajor)),{factBase:c,pgVersion:a,diagnostics:s.diagnostics}}function g(e){return`"${e.replaceAll('"','""')}"`}function D(e){return`'${e.replaceAll("'","''")}'`}function y(e,n){return`${g(e)}.${g(n)}`}function ye(e){return`${y(e.schema,e.name)}(${e.args.join(", ")})`}function Te(e,n){switch(e.kind){case"schema":return`SCHEMA ${g(e.name)}`;case"table":return`TABLE ${y(e.schema,e.name)}`;case"view":return`VIEW ${y(e.schema,e.name)}`;case"materializedView":return`MATERIALIZED VIEW ${y(e.schema,e.name)}`;case"sequence":return`SEQUENCE ${y(e.schema,e.name)}`;case"index":return`INDEX ${y(e.schema,e.name)}`;case"column":return`COLUMN ${y(e.schema,e.table)}.${g(e.name)}`;case"constraint":return n?.domainConstraint?`CONSTRAINT ${g(e.name)} ON DOMAIN ${y(e.schema,e.table)}`:`CONSTRAINT ${g(e.name)} ON ${y(e.schema,e.table)}`;case"trigger":return`TRIGGER ${g(e.name)} ON ${y(e.schema,e.table)}`;case"policy":return`POLICY ${g(e.name)} ON ${y(e.schema,e.table)}`;case"function":return`FUNCTION ${ye(e)}`;case"procedure":return`PROCEDURE ${ye(e)}`;case"aggregate":return`AGGREGATE ${y(e.schema,e.name)}(${n?.aggregateSignature??(e.args.length>0?e.args.join(", "):"*")})`;case"extension":return`EXTENSION ${g(e.name)}`;case"role":return`ROLE ${g(e.name)}`;case"domain":return`DOMAIN ${y(e.schema,e.name)}`;case"type":return`TYPE ${y(e.schema,e.name)}`;case"collation":return`COLLATION ${y(e.schema,e.name)}`;case"foreignTable":return`FOREIGN TABLE ${y(e.schema,e.name)}`;case"rule":return`RULE ${g(e.name)} ON ${y(e.schema,e.table)}`;case"eventTrigger":return`EVENT TRIGGER ${g(e.name)}`;case"publication":return`PUBLICATION ${g(e.name)}`;case"subscription":return`SUBSCRIPTION ${g(e.name)}`;case"fdw":return`FOREIGN DATA WRAPPER ${g(e.name)}`;case"server":return`SERVER ${g(e.name)}`;default:throw new Error(`commentTarget: unsupported kind ${e.kind}`)}}function $e(e){switch(e.kind){case"table":case"view":case"materializedView":return`TABLE ${y(e.schema,e.name)}`;case"sequence":return`SEQUENCE ${y(e.schema,e.name)}`;case"schema":return`SCHEMA ${g(e.name)}`;case"procedure":return`PROCEDURE ${ye(e)}`;case"function":case"aggregate":return`FUNCTION ${ye(e)}`;case"domain":case"type":return`TYPE ${y(e.schema,e.name)}`;case"foreignTable":return`TABLE ${y(e.schema,e.name)}`;case"fdw":return`FOREIGN DATA WRAPPER ${g(e.name)}`;case"server":return`FOREIGN SERVER ${g(e.name)}`;default:throw new Error(`grantTarget: unsupported kind ${e.kind}`)}}function fe(e){let n=e.indexOf("=");return n===-1?[e,""]:[e.slice(0,n),e.slice(n+1)]}function Ye(e){return e.length===0?"":` OPTIONS (${e.map(t=>{let[r,o]=fe(t);return`${g(r)} ${D(o)}`}).join(", ")})`}function Je(e,n){let t=new Map(e.map(fe)),r=new Map(n.map(fe)),o=[];for(let[s,a]of r)t.has(s)?t.get(s)!==a&&o.push(`SET ${g(s)} ${D(a)}`):o.push(`ADD ${g(s)} ${D(a)}`);for(let s of t.keys())r.has(s)||o.push(`DROP ${g(s)}`);return`OPTIONS (${o.join(", ")})`}var La=new TextEncoder;function Ge(e){return La.encode(e).length}function Hr(e,n){if(n<=0)return"";if(Ge(e)<=n)return e;let t="",r=0;for(let o of e){let s=Ge(o);if(r+s>n)break;t+=o,r+=s}return t}function X(e){return(n,t)=>({sql:`${e(n)} RENAME TO ${g(t.name)}`})}var S=e=>{if(e==null||typeof e=="object")throw new Error(`rule rendering: expected a scalar, got ${JSON.stringify(e)}`);return String(e)};function h(e,n){return e.payload[n]}function _e(e,n){return e.outgoingEdges(n).filter(t=>t.kind==="depends").map(t=>t.to)}function Yn(e){let n=h(e,"reloptions");return n!=null&&n.length>0?` WITH (${n.join(", ")})`:""}function ze(e,n,t){let r=new Map(n?.map(fe)??[]),o=new Map(t?.map(fe)??[]),s=[];for(let[c,i]of o)r.get(c)!==i&&s.push(`${c}=${i}`);let a=[];for(let c of r.keys())o.has(c)||a.push(c);let l=[];return s.length>0&&l.push({sql:`${e} SET (${s.join(", ")})`}),a.length>0&&l.push({sql:`${e} RESET (${a.join(", ")})`}),l}function Jn(e,n){let t=0;for(let r of n)t<e.length&&r===e[t]&&t++;return t===e.length}var Vn={superuser:["SUPERUSER","NOSUPERUSER"],inherit:["INHERIT","NOINHERIT"],createRole:["CREATEROLE","NOCREATEROLE"],createDb:["CREATEDB","NOCREATEDB"],login:["LOGIN","NOLOGIN"],replication:["REPLICATION","NOREPLICATION"],bypassRls:["BYPASSRLS","NOBYPASSRLS"]};function Wr(e){return Object.entries(Vn).map(([n,[t,r]])=>e[n]?t:r).join(" ")}function Xe(e){return e==null?null:e.generation}function Gn(e){if(e==null)return null;let n=e.sequence;return n==null?null:{kind:"sequence",schema:n.schema,name:n.name}}function Ie(e){return e==null?null:e.options??null}var Wn={smallint:"32767",integer:"2147483647",bigint:"9223372036854775807"};function Yr(e,n){let t=Wn[e],r=Wn[n];return t===void 0||r===void 0?!1:BigInt(r)<BigInt(t)}function ka(e,n){return e.increment==="1"&&e.start==="1"&&e.minValue==="1"&&e.cache==="1"&&e.cycle===!1&&e.maxValue===Wn[n]}function xa(e,n){return`${e}_${n}_seq`}function Kn(e,n){if(e==null)return"";let t=e.sequence;return t==null||t.schema===n.schema&&t.name===xa(n.table,n.column)?"":`SEQUENCE NAME ${y(t.schema,t.name)}`}function zn(e,n,t=""){let r=[];return t&&r.push(t),e!=null&&!ka(e,n)&&r.push(`INCREMENT BY ${e.increment}`,`MINVALUE ${e.minValue}`,`MAXVALUE ${e.maxValue}`,`START WITH ${e.start}`,`CACHE ${e.cache}`,e.cycle?"CYCLE":"NO CYCLE"),r.length===0?"":` (${r.join(" ")})`}function Jr(e,n,t,r){return BigInt(n)<BigInt(t)||BigInt(e)>BigInt(r)}function Xn(e,n,t){if(t==null)return[];let r=[];return(n==null||n.increment!==t.increment)&&r.push(`SET INCREMENT BY ${t.increment}`),(n==null||n.minValue!==t.minValue)&&r.push(`SET MINVALUE ${t.minValue}`),(n==null||n.maxValue!==t.maxValue)&&r.push(`SET MAXVALUE ${t.maxValue}`),(n==null||n.start!==t.start)&&r.push(`SET START WITH ${t.start}`),(n==null||n.cache!==t.cache)&&r.push(`SET CACHE ${t.cache}`),(n==null||n.cycle!==t.cycle)&&r.push(`SET ${t.cycle?"CYCLE":"NO CYCLE"}`),r.length===0?[]:(n!=null&&Jr(n.minValue,n.maxValue,t.minValue,t.maxValue)&&r.push("RESTART"),[{sql:`${e} ${r.join(" ")}`}])}var va=["dataType","increment","minValue","maxValue","start","cache","cycle"];function Ca(e,n){switch(n){case"dataType":return`AS ${S(h(e,"dataType"))}`;case"increment":return`INCREMENT BY ${S(h(e,"increment"))}`;case"minValue":return`MINVALUE ${S(h(e,"minValue"))}`;case"maxValue":return`MAXVALUE ${S(h(e,"maxValue"))}`;case"start":return`START WITH ${S(h(e,"start"))}`;case"cache":return`CACHE ${S(h(e,"cache"))}`;case"cycle":return h(e,"cycle")?"CYCLE":"NO CYCLE";default:throw new Error(`sequence rule: unknown value option '${n}'`)}}function Ae(e,n,t){let r=t.get(n.id),o=va.filter(c=>r===void 0||r.payload[c]!==n.payload[c]);if(o.length===0)return[];let[s]=[...o].sort();if(e!==s)return[];let a=n.id,l=o.map(c=>Ca(n,c));return r!==void 0&&Jr(S(r.payload.minValue),S(r.payload.maxValue),S(h(n,"minValue")),S(h(n,"maxValue")))&&l.push("RESTART"),[{sql:`ALTER SEQUENCE ${y(a.schema,a.name)} ${l.join(" ")}`}]}function ie(e){let n=e.id;return{schema:n.schema,table:n.table,column:n.name}}function Qn(e){let{column:n}=ie(e),t=S(h(e,"type")),r=`${g(n)} ${t}`,o=h(e,"collation");o!=null&&(r+=` COLLATE ${S(o)}`);let s=h(e,"generatedExpr");s!=null&&(r+=` GENERATED ALWAYS AS (${S(s)}) STORED`);let a=h(e,"identity"),l=Xe(a);return(l==="a"||l==="d")&&(r+=` GENERATED ${l==="a"?"ALWAYS":"BY DEFAULT"} AS IDENTITY`,r+=zn(Ie(a),t,Kn(a,ie(e)))),h(e,"notNull")&&(r+=" NOT NULL"),r}var Da={r:"SELECT",a:"INSERT",w:"UPDATE",d:"DELETE","*":"ALL"};function Vr(e){let n=e.id,t=h(e,"roles").map(a=>a==="PUBLIC"?"PUBLIC":g(a)),r=`CREATE POLICY ${g(n.name)} ON ${y(n.schema,n.table)}`;h(e,"permissive")||(r+=" AS RESTRICTIVE"),r+=` FOR ${Da[S(h(e,"cmd"))]??"ALL"}`,r+=` TO ${t.join(", ")}`;let o=h(e,"usingExpr");o!=null&&(r+=` USING (${S(o)})`);let s=h(e,"checkExpr");return s!=null&&(r+=` WITH CHECK (${S(s)})`),r}function Zn(e,n={}){let t=e.id,r=n.releaseOld,o=r!=null?[{kind:"column",schema:r.schema,table:r.table,name:r.column}]:[],s=h(e,"ownedBy");return s==null?n.allowNone?[{sql:`ALTER SEQUENCE ${y(t.schema,t.name)} OWNED BY NONE`,...o.length>0?{releases:o}:{}}]:[]:[{sql:`ALTER SEQUENCE ${y(t.schema,t.name)} OWNED BY ${y(s.schema,s.table)}.${g(s.column)}`,consumes:[{kind:"column",schema:s.schema,table:s.table,name:s.column}],...o.length>0?{releases:o}:{}}]}function Qe(e){let n=e.id;return`ALTER ${e.parent?.kind==="domain"?"DOMAIN":e.parent?.kind==="foreignTable"?"FOREIGN TABLE":"TABLE"} ${y(n.schema,n.table)}`}function et(e){let n=e.id.name,t=h(e,"collation");return`${g(n)} ${S(h(e,"type"))}${t!=null?` COLLATE ${S(t)}`:""}`}function Sn(e,n){let t=u(n);return e.edges.filter(r=>r.from.kind==="column"&&u(r.to)===t).map(r=>r.from).filter(r=>e.get(r)!==void 0)}function Oe(e){switch(e){case"D":return"DISABLE";case"R":return"ENABLE REPLICA";case"A":return"ENABLE ALWAYS";default:return"ENABLE"}}function yn(e,n){let t=e.id,r=S(h(e,"replicaIdentity")??"d"),o=y(t.schema,t.name);if(r==="n")return{sql:`ALTER TABLE ${o} REPLICA IDENTITY NOTHING`};if(r==="f")return{sql:`ALTER TABLE ${o} REPLICA IDENTITY FULL`};if(r==="i"){let s=S(h(e,"replicaIdentityIndex")),a=[],l=n.childrenOf(e.id).find(c=>c.id.kind==="constraint"&&c.id.name===s);return l?a.push(l.id):a.push({kind:"index",schema:t.schema,name:s}),{sql:`ALTER TABLE ${o} REPLICA IDENTITY USING INDEX ${g(s)}`,consumes:a}}return{sql:`ALTER TABLE ${o} REPLICA IDENTITY DEFAULT`}}function Ke(e,n,t,r){let o=r?.column,s=o===void 0?n.join(", "):n.map(c=>`${c} (${g(o)})`).join(", "),a=t.map(c=>c==="PUBLIC"?"PUBLIC":g(c)).join(", "),l=r?.withGrantOption?" WITH GRANT OPTION":"";return`GRANT ${s} ON ${$e(e)} TO ${a}${l}`}function nt(e,n){let t=e.id,r=t.grantee==="PUBLIC"?"PUBLIC":g(t.grantee),o=h(e,"privileges"),s=new Set(h(e,"grantable")??[]),a=o.filter(f=>!s.has(f)),l=o.filter(f=>s.has(f)),c=t.grantee==="PUBLIC"?[]:[{kind:"role",name:t.grantee}],i=t.column,p=[{sql:`${i===void 0?"REVOKE ALL":`REVOKE ALL (${g(i)})`} ON ${$e(t.target)} FROM ${r}`,consumes:c}];return a.length>0&&p.push({sql:Ke(t.target,a,[t.grantee],i!==void 0?{column:i}:{}),consumes:c}),l.length>0&&p.push({sql:Ke(t.target,l,[t.grantee],{...i!==void 0?{column:i}:{},withGrantOption:!0}),consumes:c}),p}function Ce(e){let n=e.id.args,t=S(h(e,"aggKind")??"n");if(t==="o"||t==="h"){let r=Number(h(e,"numDirectArgs")??0);return`${n.slice(0,r).join(", ")} ORDER BY ${n.slice(r).join(", ")}`}return n.length>0?n.join(", "):"*"}var ja={r:"TABLES",S:"SEQUENCES",f:"FUNCTIONS",T:"TYPES",n:"SCHEMAS",L:"LARGE OBJECTS"};function Gr(e){let n=ja[e];if(n===void 0)throw new Error(`defaultPrivilege: unmapped pg_default_acl.defaclobjtype "${e}" — add it to DEFACL_OBJTYPE (helpers.ts)`);return n}function Ve(e){let n=`ALTER DEFAULT PRIVILEGES FOR ROLE ${g(e.role)}`;return e.schema!=null&&(n+=` IN SCHEMA ${g(e.schema)}`),n}function Kr(e){let n=[{kind:"role",name:e.role}];return e.grantee!=="PUBLIC"&&n.push({kind:"role",name:e.grantee}),e.schema!=null&&n.push({kind:"schema",name:e.schema}),n}function zr(e){return(h(e,"privileges")??[]).length===0}function Xr(e){let n=e.id,t=n.grantee==="PUBLIC"?"PUBLIC":g(n.grantee),r=Gr(n.objtype),o=Kr(n);if(zr(e))return[{sql:`${Ve(n)} REVOKE ALL ON ${r} FROM ${t}`,consumes:o}];let s=h(e,"privileges")??[],a=new Set(h(e,"grantable")??[]),l=s.filter(d=>!a.has(d)),c=s.filter(d=>a.has(d)),i=[];return l.length>0&&i.push({sql:`${Ve(n)} GRANT ${l.join(", ")} ON ${r} TO ${t}`,consumes:o}),c.length>0&&i.push({sql:`${Ve(n)} GRANT ${c.join(", ")} ON ${r} TO ${t} WITH GRANT OPTION`,consumes:o}),i}function Qr(e){let n=e.id,t=n.grantee==="PUBLIC"?"PUBLIC":g(n.grantee),r=Gr(n.objtype),o=Kr(n);if(zr(e)){let s=h(e,"_revokedDefault")??[];return{sql:`${Ve(n)} GRANT ${s.join(", ")} ON ${r} TO ${t}`,consumes:o}}return{sql:`${Ve(n)} REVOKE ALL ON ${r} FROM ${t}`,consumes:o}}function Zr(e){let n=e.id,t=y(n.schema,n.table),r=h(e,"columns");r!=null&&r.length>0&&(t+=` (${r.map(s=>g(s)).join(", ")})`);let o=h(e,"where");return o!=null&&(t+=` WHERE (${S(o)})`),t}function es(e){return`TABLE ${Zr(e)}`}function ns(e,n){let t=[],r=[],o=[],s=[];for(let l of n.childrenOf(e.id))if(l.id.kind==="publicationRel"){let c=l.id;t.push(Zr(l)),o.push({kind:"table",schema:c.schema,name:c.table}),s.push(l.id)}else if(l.id.kind==="publicationSchema"){let c=l.id;r.push(g(c.schema)),o.push({kind:"schema",name:c.schema}),s.push(l.id)}let a=[];return t.length>0&&a.push(`TABLE ${t.join(", ")}`),r.length>0&&a.push(`TABLES IN SCHEMA ${r.join(", ")}`),{clauses:a,consumes:o,produced:s}}var ts={constraint:{weight:10,cascadesToChildren:!0,rebuildable:!0,suppressible:e=>e.payload.type!=="f",rename:(e,n)=>{let t=e.id;return{sql:`${Qe(e)} RENAME CONSTRAINT ${g(t.name)} TO ${g(n.name)}`}},create:e=>{let n=e.id,r=`${Qe(e)} ADD CONSTRAINT ${g(n.name)} ${S(h(e,"def"))}`;!h(e,"validated")&&!S(h(e,"def")).includes("NOT VALID")&&(r+=" NOT VALID");let o=S(h(e,"type")),s=h(e,"validated")===!0&&e.parent?.kind==="table"?{compaction:{foldInto:e.parent,clause:`CONSTRAINT ${g(n.name)} ${S(h(e,"def"))}`,...o==="p"||o==="u"||o==="c"?{executorSafe:!0}:{}}}:{};return[{sql:r,...h(e,"type")==="f"?{lockClass:"shareRowExclusive"}:{},...s}]},drop:e=>{let n=e.id;return{sql:`${Qe(e)} DROP CONSTRAINT ${g(n.name)}`}},attributes:{def:"replace",type:"replace",validated:{alter:(e,n,t)=>{let r=e.id,o=Qe(e);if(!t){let s=S(h(e,"def")),a=s.includes("NOT VALID")?s:`${s} NOT VALID`;return[{sql:`${o} DROP CONSTRAINT ${g(r.name)}`},{sql:`${o} ADD CONSTRAINT ${g(r.name)} ${a}`,...h(e,"type")==="f"?{lockClass:"shareRowExclusive"}:{}}]}return{sql:`${o} VALIDATE CONSTRAINT ${g(r.name)}`,lockClass:"shareUpdateExclusive"}}}}}};var rs={fdw:{weight:2,create:e=>{let t=`CREATE FOREIGN DATA WRAPPER ${g(e.id.name)}`,r=h(e,"handler");r!=null&&(t+=` HANDLER ${S(r)}`);let o=h(e,"validator");return o!=null&&(t+=` VALIDATOR ${S(o)}`),t+=Ye(h(e,"options")??[]),[{sql:t}]},drop:e=>({sql:`DROP FOREIGN DATA WRAPPER ${g(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER FOREIGN DATA WRAPPER ${g(e.id.name)}`,attributes:{options:{alter:(e,n,t)=>({sql:`ALTER FOREIGN DATA WRAPPER ${g(e.id.name)} ${Je(n??[],t??[])}`})},handler:{alter:(e,n,t)=>({sql:`ALTER FOREIGN DATA WRAPPER ${g(e.id.name)} ${t==null?"NO HANDLER":`HANDLER ${S(t)}`}`})},validator:{alter:(e,n,t)=>({sql:`ALTER FOREIGN DATA WRAPPER ${g(e.id.name)} ${t==null?"NO VALIDATOR":`VALIDATOR ${S(t)}`}`})}}},server:{weight:3,create:e=>{let t=`CREATE SERVER ${g(e.id.name)}`,r=h(e,"type");r!=null&&(t+=` TYPE ${D(S(r))}`);let o=h(e,"version");return o!=null&&(t+=` VERSION ${D(S(o))}`),t+=` FOREIGN DATA WRAPPER ${g(S(h(e,"fdw")))}`,t+=Ye(h(e,"options")??[]),[{sql:t}]},drop:e=>({sql:`DROP SERVER ${g(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER SERVER ${g(e.id.name)}`,attributes:{version:{alter:(e,n,t)=>({sql:`ALTER SERVER ${g(e.id.name)} VERSION ${D(S(t))}`}),replaceWhen:(e,n)=>n==null},options:{alter:(e,n,t)=>({sql:`ALTER SERVER ${g(e.id.name)} ${Je(n??[],t??[])}`})},type:"replace",fdw:"replace"}},userMapping:{weight:4,create:e=>{let n=e.id;return[{sql:`CREATE USER MAPPING FOR ${n.role==="PUBLIC"?"PUBLIC":g(n.role)} SERVER ${g(n.server)}${Ye(h(e,"options")??[])}`,...n.role==="PUBLIC"?{}:{consumes:[{kind:"role",name:n.role}]}}]},drop:e=>{let n=e.id;return{sql:`DROP USER MAPPING FOR ${n.role==="PUBLIC"?"PUBLIC":g(n.role)} SERVER ${g(n.server)}`,...n.role==="PUBLIC"?{}:{consumes:[{kind:"role",name:n.role}]}}},attributes:{options:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER USER MAPPING FOR ${r.role==="PUBLIC"?"PUBLIC":g(r.role)} SERVER ${g(r.server)} ${Je(n??[],t??[])}`,...r.role==="PUBLIC"?{}:{consumes:[{kind:"role",name:r.role}]}}}}}},foreignTable:{weight:5,cascadesToChildren:!0,defaclObjtype:"r",rename:X(e=>{let n=e.id;return`ALTER FOREIGN TABLE ${y(n.schema,n.name)}`}),create:e=>{let n=e.id;return[{sql:`CREATE FOREIGN TABLE ${y(n.schema,n.name)} () SERVER ${g(S(h(e,"server")))}${Ye(h(e,"options")??[])}`}]},drop:e=>{let n=e.id;return{sql:`DROP FOREIGN TABLE ${y(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER FOREIGN TABLE ${y(n.schema,n.name)}`},attributes:{options:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER FOREIGN TABLE ${y(r.schema,r.name)} ${Je(n??[],t??[])}`}}},server:"replace"}}};var ss={index:{weight:14,cascadesToChildren:!0,rebuildable:!0,rename:X(e=>{let n=e.id;return`ALTER INDEX ${y(n.schema,n.name)}`}),create:(e,n,t)=>{let r=S(h(e,"def")),o=e.parent?.kind==="table"?n.get(e.parent):void 0,s=o!=null&&h(o,"partitionKey")!=null;return t?.concurrentIndexes===!0&&!s?[{sql:r.replace(/^CREATE (UNIQUE )?INDEX /,"CREATE $1INDEX CONCURRENTLY "),lockClass:"shareUpdateExclusive",transactionality:"nonTransactional"}]:[{sql:r}]},drop:e=>{let n=e.id;return{sql:`DROP INDEX ${y(n.schema,n.name)}`}},attributes:{def:"replace",valid:"replace"}}};function De(e,...n){if(e.kind==="aggregate")for(let t of n){let r=t?.get(e);if(r!==void 0)return Ce(r)}}var os={comment:{weight:20,metadata:!0,create:(e,n,t,r)=>{let o=e.id.target,s={domainConstraint:h(e,"onDomain")===!0,aggregateSignature:De(o,n,r)};return[{sql:`COMMENT ON ${Te(o,s)} IS ${D(S(h(e,"text")))}`}]},drop:(e,n)=>{let t=e.id.target,r={domainConstraint:h(e,"onDomain")===!0,aggregateSignature:De(t,n)};return{sql:`COMMENT ON ${Te(t,r)} IS NULL`}},attributes:{text:{alter:(e,n,t,r,o)=>{let s=e.id.target,a={domainConstraint:h(e,"onDomain")===!0,aggregateSignature:De(s,r,o)};return{sql:`COMMENT ON ${Te(s,a)} IS ${D(S(t))}`}}}}},securityLabel:{weight:20,metadata:!0,create:(e,n,t,r)=>{let o=e.id,s={aggregateSignature:De(o.target,n,r)};return[{sql:`SECURITY LABEL FOR ${D(o.provider)} ON ${Te(o.target,s)} IS ${D(S(h(e,"label")))}`}]},drop:(e,n)=>{let t=e.id,r={aggregateSignature:De(t.target,n)};return{sql:`SECURITY LABEL FOR ${D(t.provider)} ON ${Te(t.target,r)} IS NULL`}},attributes:{label:{alter:(e,n,t,r,o)=>{let s=e.id,a={aggregateSignature:De(s.target,r,o)};return{sql:`SECURITY LABEL FOR ${D(s.provider)} ON ${Te(s.target,a)} IS ${D(S(t))}`}}}}},acl:{weight:21,metadata:!0,create:e=>nt(e,"grant"),drop:e=>{let n=e.id,t=n.grantee==="PUBLIC"?"PUBLIC":g(n.grantee),r=n.grantee==="PUBLIC"?[]:[{kind:"role",name:n.grantee}],o=n.column===void 0?"REVOKE ALL":`REVOKE ALL (${g(n.column)})`,s=h(e,"_initPrivs");if(s===void 0)return{sql:`${o} ON ${$e(n.target)} FROM ${t}`,consumes:r};let a={id:e.id,payload:{privileges:s.privileges,grantable:s.grantable}};return{sql:nt(a,"grant").map(l=>l.sql).join(`;
`),consumes:r}},attributes:{privileges:"replace",grantable:"replace"}}};var as={policy:{weight:16,cascadesToChildren:!0,rebuildable:!0,suppressible:()=>!1,rename:(e,n)=>{let t=e.id;return{sql:`ALTER POLICY ${g(t.name)} ON ${y(t.schema,t.table)} RENAME TO ${g(n.name)}`}},create:e=>{let n=h(e,"roles").filter(t=>t!=="PUBLIC").map(t=>({kind:"role",name:t}));return[{sql:Vr(e),consumes:n}]},drop:e=>{let n=e.id;return{sql:`DROP POLICY ${g(n.name)} ON ${y(n.schema,n.table)}`}},attributes:{usingExpr:"replace",checkExpr:"replace",roles:{alter:(e,n,t)=>{let r=e.id,o=n,s=t,a=s.map(d=>d==="PUBLIC"?"PUBLIC":g(d)),l=d=>({kind:"role",name:d}),c=s.filter(d=>d!=="PUBLIC").map(l),i=o.filter(d=>d!=="PUBLIC"&&!s.includes(d)).map(l);return{sql:`ALTER POLICY ${g(r.name)} ON ${y(r.schema,r.table)} TO ${a.join(", ")}`,...c.length>0?{consumes:c}:{},...i.length>0?{releases:i}:{}}}},cmd:"replace",permissive:"replace"}}};var is={publication:{weight:18,cascadesToChildren:!0,create:(e,n)=>{let t=g(e.id.name),r=ns(e,n),o=`CREATE PUBLICATION ${t}`;h(e,"allTables")?o+=" FOR ALL TABLES":r.clauses.length>0&&(o+=` FOR ${r.clauses.join(", ")}`);let s=[`publish = ${D((h(e,"publish")??[]).join(", "))}`];return h(e,"viaRoot")&&s.push("publish_via_partition_root = true"),o+=` WITH (${s.join(", ")})`,[{sql:o,...r.consumes.length>0?{consumes:r.consumes}:{},...r.produced.length>0?{alsoProduces:r.produced}:{}}]},drop:e=>({sql:`DROP PUBLICATION ${g(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER PUBLICATION ${g(e.id.name)}`,attributes:{publish:{alter:(e,n,t)=>({sql:`ALTER PUBLICATION ${g(e.id.name)} SET (publish = ${D((t??[]).join(", "))})`})},viaRoot:{alter:(e,n,t)=>({sql:`ALTER PUBLICATION ${g(e.id.name)} SET (publish_via_partition_root = ${t?"true":"false"})`})},allTables:"replace"}},publicationRel:{weight:18,create:e=>{let n=e.id;return[{sql:`ALTER PUBLICATION ${g(n.publication)} ADD ${es(e)}`,consumes:[{kind:"table",schema:n.schema,name:n.table}]}]},drop:e=>{let n=e.id;return{sql:`ALTER PUBLICATION ${g(n.publication)} DROP TABLE ${y(n.schema,n.table)}`}},attributes:{columns:"replace",where:"replace"}},publicationSchema:{weight:18,create:e=>{let n=e.id;return[{sql:`ALTER PUBLICATION ${g(n.publication)} ADD TABLES IN SCHEMA ${g(n.schema)}`,consumes:[{kind:"schema",name:n.schema}]}]},drop:e=>{let n=e.id;return{sql:`ALTER PUBLICATION ${g(n.publication)} DROP TABLES IN SCHEMA ${g(n.schema)}`}},attributes:{}},subscription:{weight:23,create:e=>{let n=g(e.id.name),t=(h(e,"publications")??[]).map(p=>g(p)).join(", "),r=h(e,"slotName"),o=S(h(e,"conninfo")),s=o===En,a=!!h(e,"enabled"),l=s&&a,c=["connect = false","enabled = false",`slot_name = ${r==null?"NONE":D(S(r))}`,...Ma(e)],d=[{sql:`${l?`-- pg-delta: subscription ${n} was exported with REDACTED connection info;
-- its CONNECTION below is a placeholder. Set the real connection string and run
-- ALTER SUBSCRIPTION ${n} ENABLE; manually before it will replicate.
`:""}CREATE SUBSCRIPTION ${n} CONNECTION ${D(o)} PUBLICATION ${t} WITH (${c.join(", ")})`}];return a&&!l&&d.push({sql:`ALTER SUBSCRIPTION ${n} ENABLE`}),d},drop:e=>({sql:`DROP SUBSCRIPTION ${g(e.id.name)}`,...h(e,"slotName")==null?{}:{transactionality:"nonTransactional"}}),ownerAlterPrefix:e=>`ALTER SUBSCRIPTION ${g(e.id.name)}`,attributes:{enabled:{alter:(e,n,t)=>({sql:`ALTER SUBSCRIPTION ${g(e.id.name)} ${t?"ENABLE":"DISABLE"}`})},publications:{alter:(e,n,t)=>({sql:`ALTER SUBSCRIPTION ${g(e.id.name)} SET PUBLICATION ${(t??[]).map(r=>g(r)).join(", ")} WITH (refresh = false)`})},conninfo:{alter:(e,n,t)=>({sql:`ALTER SUBSCRIPTION ${g(e.id.name)} CONNECTION ${D(S(t))}`})},slotName:{alter:(e,n,t)=>({sql:`ALTER SUBSCRIPTION ${g(e.id.name)} SET (slot_name = ${t==null?"NONE":D(S(t))})`})},binary:tt("binary"),streaming:rt("streaming"),synchronousCommit:rt("synchronous_commit"),disableOnError:tt("disable_on_error"),runAsOwner:tt("run_as_owner"),origin:rt("origin"),twoPhase:{alter:(e,n,t)=>{let r=st(e),o=Number(h(e,"_serverMajor")??0);if(o<18)throw new Error(`subscription ${r}: changing two_phase requires PostgreSQL 18+ (ALTER SUBSCRIPTION … SET (two_phase)). On PG${o||" < 18"} recreate the subscription manually — an automatic drop/recreate would drop the publisher's replication slot and break replication.`);let s=[{sql:`ALTER SUBSCRIPTION ${r} DISABLE`},{sql:`ALTER SUBSCRIPTION ${r} SET (two_phase = ${t?"true":"false"})`}];return h(e,"enabled")&&s.push({sql:`ALTER SUBSCRIPTION ${r} ENABLE`}),s}}}}};function Ma(e){let n=[],t=(o,s)=>{let a=h(e,o);a!=null&&n.push(`${s} = ${a?"true":"false"}`)},r=(o,s)=>{let a=h(e,o);a!=null&&n.push(`${s} = ${D(S(a))}`)};return t("binary","binary"),r("streaming","streaming"),r("synchronousCommit","synchronous_commit"),t("disableOnError","disable_on_error"),t("runAsOwner","run_as_owner"),t("twoPhase","two_phase"),r("origin","origin"),n}function st(e){return g(e.id.name)}function tt(e){return{alter:(n,t,r)=>({sql:`ALTER SUBSCRIPTION ${st(n)} SET (${e} = ${r?"true":"false"})`})}}function rt(e){return{alter:(n,t,r)=>({sql:`ALTER SUBSCRIPTION ${st(n)} SET (${e} = ${D(S(r))})`})}}function cs(e,n,t){return`ALTER ROLE ${e} SET ${g(n)} TO ${D(t)}`}var ls={role:{weight:0,rename:X(e=>`ALTER ROLE ${g(e.id.name)}`),create:e=>{let n=g(e.id.name),t=[{sql:`CREATE ROLE ${n} WITH ${Wr(e.payload)}`}];for(let r of h(e,"config")??[]){let[o,s]=fe(r);t.push({sql:cs(n,o,s)})}return t},drop:e=>({sql:`DROP ROLE ${g(e.id.name)}`}),attributes:{...Object.fromEntries(Object.entries(Vn).map(([e,[n,t]])=>[e,{alter:(r,o,s)=>({sql:`ALTER ROLE ${g(r.id.name)} WITH ${s?n:t}`})}])),config:{alter:(e,n,t)=>{let r=g(e.id.name),o=new Map((n??[]).map(fe)),s=new Map((t??[]).map(fe)),a=[];for(let[l]of o)s.has(l)||a.push({sql:`ALTER ROLE ${r} RESET ${g(l)}`});for(let[l,c]of s)o.get(l)!==c&&a.push({sql:cs(r,l,c)});return a}}}},membership:{weight:1,create:e=>{let n=e.id;return[{sql:`GRANT ${g(n.role)} TO ${g(n.member)}${h(e,"admin")?" WITH ADMIN OPTION":""}`,consumes:[{kind:"role",name:n.role},{kind:"role",name:n.member}]}]},drop:e=>{let n=e.id;return{sql:`REVOKE ${g(n.role)} FROM ${g(n.member)}`,consumes:[{kind:"role",name:n.role},{kind:"role",name:n.member}]}},attributes:{admin:{alter:(e,n,t)=>{let r=e.id;return{sql:t?`GRANT ${g(r.role)} TO ${g(r.member)} WITH ADMIN OPTION`:`REVOKE ADMIN OPTION FOR ${g(r.role)} FROM ${g(r.member)}`,consumes:[{kind:"role",name:r.role},{kind:"role",name:r.member}]}}}}},defaultPrivilege:{weight:22,create:e=>Xr(e),drop:e=>Qr(e),attributes:{privileges:"replace",grantable:"replace"}}};var ds={r:void 0,s:"SHAREABLE",w:"READ_WRITE"},Fa={u:void 0,s:"SAFE",r:"RESTRICTED"},ps=e=>e.id.kind==="procedure"?"PROCEDURE":"FUNCTION",us={weight:8,cascadesToChildren:!0,rebuildable:!0,defaclObjtype:"f",rename:(e,n)=>({sql:`ALTER ROUTINE ${ye(e.id)} RENAME TO ${g(n.name)}`}),create:e=>[{sql:S(h(e,"def"))}],drop:e=>{let n=e.id;return{sql:`DROP ${ps(e)} ${ye(n)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER ${ps(e)} ${ye(n)}`},attributes:{def:{alter:(e,n,t,r)=>({sql:S(h(e,"def")),consumes:_e(r,e.id)})},returnType:"replace",argSignature:"replace",language:"replace",isWindow:"replace"}},ms={function:us,procedure:us,aggregate:{weight:9,cascadesToChildren:!0,defaclObjtype:"f",create:e=>{let n=e.id,t=[`SFUNC = ${S(h(e,"sfunc"))}`,`STYPE = ${S(h(e,"stype"))}`],r=(f,m)=>{let E=h(e,f);E!=null&&t.push(`${m} = ${S(E)}`)},o=Number(h(e,"sspace")??0);o!==0&&t.push(`SSPACE = ${o}`),r("finalfunc","FINALFUNC"),h(e,"finalfuncExtra")&&t.push("FINALFUNC_EXTRA");let s=ds[S(h(e,"finalfuncModify")??"r")];s!=null&&t.push(`FINALFUNC_MODIFY = ${s}`),r("combinefunc","COMBINEFUNC"),r("serialfunc","SERIALFUNC"),r("deserialfunc","DESERIALFUNC"),r("msfunc","MSFUNC"),r("minvfunc","MINVFUNC"),r("mstype","MSTYPE");let a=Number(h(e,"msspace")??0);a!==0&&t.push(`MSSPACE = ${a}`),r("mfinalfunc","MFINALFUNC"),h(e,"mfinalfuncExtra")&&t.push("MFINALFUNC_EXTRA");let l=ds[S(h(e,"mfinalfuncModify")??"r")];l!=null&&t.push(`MFINALFUNC_MODIFY = ${l}`);let c=h(e,"initcond");c!=null&&t.push(`INITCOND = ${D(S(c))}`);let i=h(e,"minitcond");i!=null&&t.push(`MINITCOND = ${D(S(i))}`);let d=h(e,"sortop");d!=null&&t.push(`SORTOP = ${S(d)}`);let p=Fa[S(h(e,"parallel")??"u")];return p!=null&&t.push(`PARALLEL = ${p}`),S(h(e,"aggKind"))==="h"&&t.push("HYPOTHETICAL"),[{sql:`CREATE AGGREGATE ${y(n.schema,n.name)}(${Ce(e)}) (${t.join(", ")})`}]},drop:e=>{let n=e.id;return{sql:`DROP AGGREGATE ${y(n.schema,n.name)}(${Ce(e)})`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER AGGREGATE ${y(n.schema,n.name)}(${Ce(e)})`},attributes:{aggKind:"replace",numDirectArgs:"replace",sfunc:"replace",stype:"replace",finalfunc:"replace",initcond:"replace",combinefunc:"replace",serialfunc:"replace",deserialfunc:"replace",msfunc:"replace",minvfunc:"replace",mstype:"replace",msspace:"replace",mfinalfunc:"replace",minitcond:"replace",finalfuncExtra:"replace",mfinalfuncExtra:"replace",finalfuncModify:"replace",mfinalfuncModify:"replace",sspace:"replace",sortop:"replace",parallel:"replace"}}};function _n(e,n){let t=`CREATE SCHEMA ${g(e)}`;return n===void 0?t:`${t} AUTHORIZATION ${g(n)}`}var fs={schema:{weight:1,defaclObjtype:"n",rename:X(e=>`ALTER SCHEMA ${g(e.id.name)}`),create:e=>[{sql:_n(e.id.name)}],drop:e=>({sql:`DROP SCHEMA ${g(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER SCHEMA ${g(e.id.name)}`,attributes:{}},extension:{weight:2,create:(e,n,t,r)=>{let o=S(h(e,"schema")),s={kind:"schema",name:o},a=r?.get(s)!==void 0||n.get(s)!==void 0&&!n.isReferenceOnly(s),l=g(e.id.name);return[a?{sql:`CREATE EXTENSION ${l} SCHEMA ${g(o)}`,consumes:[s]}:{sql:`CREATE EXTENSION ${l}`}]},drop:(e,n)=>{let t=(n?.incomingEdges(e.id)??[]).filter(o=>o.kind==="memberOfExtension").map(o=>o.from),r=t.some(o=>o.kind==="table"||o.kind==="materializedView");return{sql:`DROP EXTENSION ${g(e.id.name)}`,...t.length>0?{alsoDestroys:t}:{},...r?{dataLoss:"destructive"}:{}}},attributes:{schema:{alter:(e,n,t)=>({sql:`ALTER EXTENSION ${g(e.id.name)} SET SCHEMA ${g(S(t))}`,consumes:[{kind:"schema",name:S(t)}],releases:[{kind:"schema",name:S(n)}]}),replaceWhen:(e,n,t)=>h(t,"relocatable")===!1}}}};var gs={sequence:{weight:3,cascadesToChildren:!0,defaclObjtype:"S",dropRootRedirect:(e,n)=>{let t=e.payload.ownedBy;if(t==null)return;let r={kind:"column",schema:t.schema,table:t.table,name:t.column};if(n(r))return r;let o={kind:"table",schema:t.schema,name:t.table};if(n(o))return o},rename:X(e=>{let n=e.id;return`ALTER SEQUENCE ${y(n.schema,n.name)}`}),create:e=>{let n=e.id;return[{sql:`CREATE SEQUENCE ${y(n.schema,n.name)} AS ${S(h(e,"dataType"))} INCREMENT BY ${S(h(e,"increment"))} MINVALUE ${S(h(e,"minValue"))} MAXVALUE ${S(h(e,"maxValue"))} START WITH ${S(h(e,"start"))} CACHE ${S(h(e,"cache"))} ${h(e,"cycle")?"CYCLE":"NO CYCLE"}`},...Zn(e)]},drop:e=>{let n=e.id;return{sql:`DROP SEQUENCE ${y(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER SEQUENCE ${y(n.schema,n.name)}`},attributes:{dataType:{alter:(e,n,t,r,o)=>Ae("dataType",e,o)},increment:{alter:(e,n,t,r,o)=>Ae("increment",e,o)},minValue:{alter:(e,n,t,r,o)=>Ae("minValue",e,o)},maxValue:{alter:(e,n,t,r,o)=>Ae("maxValue",e,o)},start:{alter:(e,n,t,r,o)=>Ae("start",e,o)},cache:{alter:(e,n,t,r,o)=>Ae("cache",e,o)},cycle:{alter:(e,n,t,r,o)=>Ae("cycle",e,o)},ownedBy:{alter:(e,n)=>Zn(e,{allowNone:!0,releaseOld:n})}}}};var hs={table:{weight:4,cascadesToChildren:!0,defaclObjtype:"r",rename:X(e=>{let n=e.id;return`ALTER TABLE ${y(n.schema,n.name)}`}),create:(e,n)=>{let t=e.id,r=y(t.schema,t.name),s=S(h(e,"persistence"))==="u"?"UNLOGGED ":"",a=h(e,"partitionBound"),l=h(e,"partitionKey"),c=h(e,"parentTable"),i,d=[],p=[];if(a!=null&&c!=null)i=`CREATE ${s}TABLE ${r} PARTITION OF ${y(c.schema,c.name)} ${S(a)}`,l!=null&&(i+=` PARTITION BY ${S(l)}`),d.push({kind:"table",schema:c.schema,name:c.name});else{let _="";if(l!=null){let w=n.childrenOf(e.id).filter($=>$.id.kind==="column");w.every($=>h($,"_position")!=null)&&w.sort(($,I)=>Number(h($,"_position"))-Number(h(I,"_position"))),_=w.map(Qn).join(", ");for(let $ of w)p.push($.id)}i=`CREATE ${s}TABLE ${r} (${_})`,c!=null&&(i+=` INHERITS (${y(c.schema,c.name)})`,d.push({kind:"table",schema:c.schema,name:c.name})),l!=null&&(i+=` PARTITION BY ${S(l)}`)}let f=a==null&&l==null&&c==null,m=[{sql:i,...d.length>0?{consumes:d}:{},alsoProduces:p,...f?{acceptsColumnFolds:!0}:{}}];h(e,"rowSecurity")&&m.push({sql:`ALTER TABLE ${r} ENABLE ROW LEVEL SECURITY`}),h(e,"forceRowSecurity")&&m.push({sql:`ALTER TABLE ${r} FORCE ROW LEVEL SECURITY`});let E=h(e,"replicaIdentity");E!=null&&E!=="d"&&m.push(yn(e,n));let A=h(e,"reloptions");return A!=null&&A.length>0&&m.push({sql:`ALTER TABLE ${r} SET (${A.join(", ")})`}),m},drop:e=>{let n=e.id;return{sql:`DROP TABLE ${y(n.schema,n.name)}`,dataLoss:"destructive"}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER TABLE ${y(n.schema,n.name)}`},attributes:{persistence:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${y(r.schema,r.name)} SET ${S(t)==="u"?"UNLOGGED":"LOGGED"}`,rewriteRisk:!0}}},rowSecurity:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${y(r.schema,r.name)} ${t?"ENABLE":"DISABLE"} ROW LEVEL SECURITY`}}},forceRowSecurity:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${y(r.schema,r.name)} ${t?"FORCE":"NO FORCE"} ROW LEVEL SECURITY`}}},replicaIdentity:{alter:(e,n,t,r)=>yn(e,r)},replicaIdentityIndex:{alter:(e,n,t,r)=>yn(e,r)},reloptions:{alter:(e,n,t)=>{let r=e.id;return ze(`ALTER TABLE ${y(r.schema,r.name)}`,n,t)}},partitionKey:"replace",partitionBound:"replace",parentTable:"replace"}},column:{weight:5,cascadesToChildren:!0,rename:(e,n)=>{let{schema:t,table:r,column:o}=ie(e);return{sql:`ALTER TABLE ${y(t,r)} RENAME COLUMN ${g(o)} TO ${g(n.name)}`}},create:(e,n)=>{let{schema:t,table:r,column:o}=ie(e),s=n.childrenOf(e.id).find(d=>d.id.kind==="default"&&d.id.name===o),a=Qn(e),l=[];s&&(a+=` DEFAULT ${S(s.payload.expr)}`,l.push(s.id));let c=e.payload.generatedExpr!=null||s!==void 0,i={sql:`ALTER TABLE ${y(t,r)} ADD COLUMN ${a}`,alsoProduces:l,...c?{rewriteRisk:!0}:{}};return e.parent!==void 0&&e.parent.kind==="table"&&e.payload.generatedExpr==null&&(i.compaction={foldInto:e.parent,clause:a}),[i]},drop:e=>{let{schema:n,table:t,column:r}=ie(e);return{sql:`ALTER TABLE ${y(n,t)} DROP COLUMN ${g(r)}`,dataLoss:"destructive"}},attributes:{type:{alter:(e,n,t,r,o)=>{let{schema:s,table:a,column:l}=ie(e),c=`ALTER TABLE ${y(s,a)} ALTER COLUMN ${g(l)}`,i=o.get(e.id)??e,d=i.payload.identity??null,p=e.payload.identity??null,f=i.payload.generatedExpr!=null,m=e.parent?.kind==="foreignTable",E=_e(r,e.id),A=_e(o,e.id),_=m||f?"":` USING ${g(l)}::${S(t)}`,w={sql:`${c} TYPE ${S(t)}${_}`,...m?{}:{rewriteRisk:!0}};E.length>0&&(w.consumes=E),A.length>0&&(w.releases=A);let $=[];p==null&&!f&&$.push({sql:`${c} DROP DEFAULT`});let I=d!=null&&p!=null?Xn(c,Ie(d),Ie(p)):[],b=Yr(S(n),S(t));b&&$.push(...I),$.push(w),b||$.push(...I);let O=r.childrenOf(e.id).find(R=>R.id.kind==="default");return O&&$.push({sql:`${c} SET DEFAULT ${S(O.payload.expr)}`}),$},rebuildsDependents:()=>["view","materializedView","rule","policy"]},notNull:{alter:(e,n,t)=>{let{schema:r,table:o,column:s}=ie(e);return{sql:`ALTER TABLE ${y(r,o)} ALTER COLUMN ${g(s)} ${t?"SET":"DROP"} NOT NULL`}}},identity:{alter:(e,n,t,r,o)=>{let{schema:s,table:a,column:l}=ie(e),c=`ALTER TABLE ${y(s,a)} ALTER COLUMN ${g(l)}`,i=Gn(n),d=Gn(t);if(t==null)return{sql:`${c} DROP IDENTITY`,...i==null?{}:{alsoDestroys:[i]}};let p=Xe(t)==="a"?"GENERATED ALWAYS":"GENERATED BY DEFAULT",f=S(h(e,"type"));if(n==null)return{sql:`${c} ADD ${p} AS IDENTITY${zn(Ie(t),f,Kn(t,{schema:s,table:a,column:l}))}`,...d==null?{}:{alsoProduces:[d]}};let m=[];if(Xe(n)!==Xe(t)&&m.push({sql:`${c} SET ${p}`}),i!=null&&d!=null&&u(i)!==u(d)){let _=i,w=d;m.push({sql:`ALTER SEQUENCE ${y(_.schema,_.name)} RENAME TO ${g(w.name)}`,alsoDestroys:[i],alsoProduces:[d]})}let E=o.get(e.id)?.payload.type;return E!==void 0&&E!==h(e,"type")||m.push(...Xn(c,Ie(n),Ie(t))),m}},collation:"replace",generatedExpr:"replace"}},default:{weight:6,cascadesToChildren:!0,rebuildable:!0,create:e=>{let{schema:n,table:t,column:r}=ie(e);return[{sql:`ALTER TABLE ${y(n,t)} ALTER COLUMN ${g(r)} SET DEFAULT ${S(h(e,"expr"))}`}]},drop:e=>{let{schema:n,table:t,column:r}=ie(e);return{sql:`ALTER TABLE ${y(n,t)} ALTER COLUMN ${g(r)} DROP DEFAULT`}},attributes:{expr:{alter:(e,n,t)=>{let{schema:r,table:o,column:s}=ie(e);return{sql:`ALTER TABLE ${y(r,o)} ALTER COLUMN ${g(s)} SET DEFAULT ${S(t)}`}}}}}};var Es={trigger:{weight:15,cascadesToChildren:!0,rebuildable:!0,rename:(e,n)=>{let t=e.id;return{sql:`ALTER TRIGGER ${g(t.name)} ON ${y(t.schema,t.table)} RENAME TO ${g(n.name)}`}},create:e=>{let n=e.id,t=[{sql:S(h(e,"def"))}],r=h(e,"enabled");return r!=null&&r!=="O"&&t.push({sql:`ALTER TABLE ${y(n.schema,n.table)} ${Oe(S(r))} TRIGGER ${g(n.name)}`}),t},drop:e=>{let n=e.id;return{sql:`DROP TRIGGER ${g(n.name)} ON ${y(n.schema,n.table)}`}},attributes:{def:"replace",enabled:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${y(r.schema,r.table)} ${Oe(S(t))} TRIGGER ${g(r.name)}`}}}}},eventTrigger:{weight:17,rebuildable:!0,create:e=>{let n=g(e.id.name),t={kind:"function",schema:S(h(e,"functionSchema")),name:S(h(e,"functionName")),args:[]},r=`CREATE EVENT TRIGGER ${n} ON ${S(h(e,"event"))}`,o=h(e,"tags")??[];o.length>0&&(r+=` WHEN TAG IN (${o.map(l=>D(l)).join(", ")})`),r+=` EXECUTE FUNCTION ${y(S(h(e,"functionSchema")),S(h(e,"functionName")))}()`;let s=[{sql:r,consumes:[t]}],a=h(e,"enabled");return a!=null&&a!=="O"&&s.push({sql:`ALTER EVENT TRIGGER ${n} ${Oe(S(a))}`}),s},drop:e=>({sql:`DROP EVENT TRIGGER ${g(e.id.name)}`}),ownerAlterPrefix:e=>`ALTER EVENT TRIGGER ${g(e.id.name)}`,attributes:{enabled:{alter:(e,n,t)=>({sql:`ALTER EVENT TRIGGER ${g(e.id.name)} ${Oe(S(t))}`})},event:"replace",tags:"replace",functionSchema:"replace",functionName:"replace"}}};var bs={domain:{weight:7,cascadesToChildren:!0,defaclObjtype:"T",rename:X(e=>{let n=e.id;return`ALTER DOMAIN ${y(n.schema,n.name)}`}),create:(e,n,t,r)=>{let o=e.id,s=y(o.schema,o.name);if(r?.get(e.id)!==void 0){let d=Sn(n,e.id).filter(p=>r.get(p)!==void 0);if(d.length>0){let p=d.map(f=>{let m=f;return`${y(m.schema,m.table)}.${g(m.name)}`}).join(", ");throw new Error(`domain ${s}: cannot replace an in-use domain — column(s) ${p} depend on it, and PostgreSQL forbids dropping a type while a column uses it. Replacing an in-use domain is not supported yet; drop the using column(s), or recreate the domain, first.`)}}let a=`CREATE DOMAIN ${s} AS ${S(h(e,"baseType"))}`,l=h(e,"collation");l!=null&&(a+=` COLLATE ${S(l)}`);let c=h(e,"default");c!=null&&(a+=` DEFAULT ${S(c)}`),h(e,"notNull")&&(a+=" NOT NULL");let i=[];for(let d of n.childrenOf(e.id))d.id.kind==="constraint"&&h(d,"validated")&&(a+=` CONSTRAINT ${g(d.id.name)} ${S(h(d,"def"))}`,i.push(d.id));return[i.length>0?{sql:a,alsoProduces:i}:{sql:a}]},drop:e=>{let n=e.id;return{sql:`DROP DOMAIN ${y(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER DOMAIN ${y(n.schema,n.name)}`},attributes:{default:{alter:(e,n,t)=>{let r=e.id;return{sql:t==null?`ALTER DOMAIN ${y(r.schema,r.name)} DROP DEFAULT`:`ALTER DOMAIN ${y(r.schema,r.name)} SET DEFAULT ${S(t)}`}}},notNull:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER DOMAIN ${y(r.schema,r.name)} ${t?"SET":"DROP"} NOT NULL`}}},baseType:"replace",collation:"replace"}},type:{weight:7,cascadesToChildren:!0,defaclObjtype:"T",rename:X(e=>{let n=e.id;return`ALTER TYPE ${y(n.schema,n.name)}`}),create:(e,n,t,r)=>{let o=e.id,s=y(o.schema,o.name),a=S(h(e,"variant")),l,c=[];if(a==="enum"){let i=h(e,"values").map(d=>D(d));l=`CREATE TYPE ${s} AS ENUM (${i.join(", ")})`}else if(a==="composite"){let i=n.childrenOf(e.id).filter(f=>f.id.kind==="typeAttribute");i.every(f=>h(f,"_position")!=null)&&i.sort((f,m)=>Number(h(f,"_position"))-Number(h(m,"_position")));let p=i.map(f=>et(f));for(let f of i)c.push(f.id);l=`CREATE TYPE ${s} AS (${p.join(", ")})`}else{if(r?.get(e.id)!==void 0){let E=Sn(n,e.id).filter(A=>r.get(A)!==void 0);if(E.length>0){let A=E.map(_=>{let w=_;return`${y(w.schema,w.table)}.${g(w.name)}`}).join(", ");throw new Error(`range type ${s}: cannot replace an in-use range type — column(s) ${A} depend on it, and PostgreSQL forbids dropping a type while a column uses it. Replacing an in-use range type is not supported yet; drop the using column(s), or recreate the type, first.`)}}let i=[`SUBTYPE = ${S(h(e,"subtype"))}`],d=h(e,"subtypeOpclass");d!=null&&i.push(`SUBTYPE_OPCLASS = ${S(d)}`);let p=h(e,"collation");p!=null&&i.push(`COLLATION = ${S(p)}`);let f=h(e,"subtypeDiff");f!=null&&i.push(`SUBTYPE_DIFF = ${S(f)}`);let m=h(e,"multirangeTypeName");m!=null&&i.push(`MULTIRANGE_TYPE_NAME = ${S(m)}`),l=`CREATE TYPE ${s} AS RANGE (${i.join(", ")})`}return[{sql:l,...c.length>0?{alsoProduces:c}:{}}]},drop:e=>{let n=e.id;return{sql:`DROP TYPE ${y(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER TYPE ${y(n.schema,n.name)}`},attributes:{values:{alter:(e,n,t,r,o)=>{let s=e.id,a=y(s.schema,s.name),l=n??[],c=t??[];if(Jn(l,c)){let b=[],O=0;for(let R=0;R<c.length;R++){let N=c[R];if(O<l.length&&N===l[O]){O++;continue}let x=O<l.length?`BEFORE ${D(l[O])}`:R>0?`AFTER ${D(c[R-1])}`:l.length>0?`BEFORE ${D(l[0])}`:"";b.push({sql:`ALTER TYPE ${a} ADD VALUE ${D(N)}${x?` ${x}`:""}`,transactionality:"commitBoundaryAfter"})}return b}let i=u(e.id),d=new Set,p=r.edges.filter(b=>u(b.to)===i&&(b.from.kind==="domain"||b.from.kind==="type")&&u(b.from)!==i&&r.get(b.from)!==void 0&&o.get(b.from)!==void 0).map(b=>b.from).filter(b=>{let O=u(b);return d.has(O)?!1:(d.add(O),!0)}).sort((b,O)=>u(b)<u(O)?-1:1);if(p.length>0){let b=p.map(O=>{let R=O;return`${R.kind==="domain"?"DOMAIN":"TYPE"} ${y(R.schema,R.name)}`}).join(", ");throw new Error(`enum ${a}: cannot remove or reorder values while non-column object(s) depend on it — ${b}. The rebuild drops the old enum, which those objects still reference, and PostgreSQL forbids dropping a type in use. Migrating a DOMAIN / COMPOSITE / RANGE that uses an enum across a value-set change is not supported yet; drop the dependent object(s), or recreate them, first.`)}let f=["type","domain","table","view","materializedView","foreignTable","sequence"],m=b=>f.some(O=>r.get({kind:O,schema:s.schema,name:b})!==void 0||o.get({kind:O,schema:s.schema,name:b})!==void 0),E=63,A="__pgdelta_replaced",_=b=>{let O=b===null?"":`_${b}`,R=E-Ge(A)-Ge(O);return`${Hr(s.name,R)}${A}${O}`},w=_(null);for(let b=2;m(w);b++){if(b>1e4)throw new Error(`enum ${a}: could not find a free temp name for the value-set rebuild after 10000 attempts — an extraordinary number of \`${A}\`-suffixed occupants exist in schema "${s.schema}"`);w=_(b)}let $=[{sql:`ALTER TYPE ${a} RENAME TO ${g(w)}`},{sql:`CREATE TYPE ${a} AS ENUM (${c.map(b=>D(b)).join(", ")})`}],I=r.edges.filter(b=>b.from.kind==="column"&&u(b.to)===i&&r.get(b.from)!==void 0&&o.get(b.from)!==void 0).map(b=>b.from).sort((b,O)=>`${b.schema}.${b.table}.${b.name}`<`${O.schema}.${O.table}.${O.name}`?-1:1);for(let b of I){let O=r.get(b),N=(O!==void 0?S(h(O,"type")):"").endsWith("[]"),x=N?`${a}[]`:a,k=N?`${g(b.name)}::text[]::${a}[]`:`${g(b.name)}::text::${a}`;$.push({sql:`ALTER TABLE ${y(b.schema,b.table)} ALTER COLUMN ${g(b.name)} TYPE ${x} USING ${k}`,consumes:[b],dataLoss:"destructive",rewriteRisk:!0})}return $.push({sql:`DROP TYPE ${y(s.schema,w)}`}),$},rebuildsDependents:(e,n)=>!Jn(e??[],n??[])},subtype:"replace",subtypeOpclass:"replace",subtypeDiff:"replace",multirangeTypeName:"replace",collation:"replace",variant:"replace"}},typeAttribute:{weight:7,create:e=>{let n=e.id;return[{sql:`ALTER TYPE ${y(n.schema,n.type)} ADD ATTRIBUTE ${et(e)} CASCADE`,consumes:[{kind:"type",schema:n.schema,name:n.type}]}]},drop:e=>{let n=e.id;return{sql:`ALTER TYPE ${y(n.schema,n.type)} DROP ATTRIBUTE ${g(n.name)} CASCADE`,dataLoss:"destructive"}},rename:(e,n)=>{let t=e.id;return{sql:`ALTER TYPE ${y(t.schema,t.type)} RENAME ATTRIBUTE ${g(t.name)} TO ${g(n.name)} CASCADE`}},attributes:{type:{alter:(e,n,t,r,o)=>{let s=e.id,a={kind:"type",schema:s.schema,name:s.type};if(Sn(r,a).length>0)throw new Error(`composite type ${y(s.schema,s.type)}: cannot change attribute "${s.name}" type while the type is used by table columns — PostgreSQL forbids ALTER ATTRIBUTE … TYPE on an in-use composite. Drop the using columns, or recreate the type, first.`);let l=_e(r,a),c=_e(o,a),i={sql:`ALTER TYPE ${y(s.schema,s.type)} ALTER ATTRIBUTE ${g(s.name)} TYPE ${S(t)} CASCADE`};return l.length>0&&(i.consumes=l),c.length>0&&(i.releases=c),i}},collation:"replace"}},collation:{weight:7,create:e=>{let n=e.id,t=S(h(e,"provider")),r=[];return t==="i"?(r.push("PROVIDER = icu",`LOCALE = ${D(S(h(e,"locale")))}`),h(e,"deterministic")||r.push("DETERMINISTIC = false")):t==="b"?r.push("PROVIDER = builtin",`LOCALE = ${D(S(h(e,"locale")))}`):r.push(`LC_COLLATE = ${D(S(h(e,"lcCollate")))}`,`LC_CTYPE = ${D(S(h(e,"lcCtype")))}`),[{sql:`CREATE COLLATION ${y(n.schema,n.name)} (${r.join(", ")})`}]},drop:e=>{let n=e.id;return{sql:`DROP COLLATION ${y(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER COLLATION ${y(n.schema,n.name)}`},attributes:{provider:"replace",deterministic:"replace",locale:"replace",lcCollate:"replace",lcCtype:"replace"}}};var Ss={view:{weight:12,cascadesToChildren:!0,rebuildable:!0,defaclObjtype:"r",rename:X(e=>{let n=e.id;return`ALTER VIEW ${y(n.schema,n.name)}`}),create:e=>{let n=e.id;return[{sql:`CREATE VIEW ${y(n.schema,n.name)}${Yn(e)} AS ${S(h(e,"def"))}`}]},drop:e=>{let n=e.id;return{sql:`DROP VIEW ${y(n.schema,n.name)}`}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER VIEW ${y(n.schema,n.name)}`},attributes:{def:"replace",reloptions:{alter:(e,n,t)=>{let r=e.id;return ze(`ALTER VIEW ${y(r.schema,r.name)}`,n,t)}}}},materializedView:{weight:13,cascadesToChildren:!0,rebuildable:!0,defaclObjtype:"r",rename:X(e=>{let n=e.id;return`ALTER MATERIALIZED VIEW ${y(n.schema,n.name)}`}),create:e=>{let n=e.id;return[{sql:`CREATE MATERIALIZED VIEW ${y(n.schema,n.name)}${Yn(e)} AS ${S(h(e,"def"))}`}]},drop:e=>{let n=e.id;return{sql:`DROP MATERIALIZED VIEW ${y(n.schema,n.name)}`,dataLoss:"destructive"}},ownerAlterPrefix:e=>{let n=e.id;return`ALTER MATERIALIZED VIEW ${y(n.schema,n.name)}`},attributes:{def:"replace",reloptions:{alter:(e,n,t)=>{let r=e.id;return ze(`ALTER MATERIALIZED VIEW ${y(r.schema,r.name)}`,n,t)}}}},rule:{weight:15,cascadesToChildren:!0,rebuildable:!0,create:e=>{let n=e.id,t=[{sql:S(h(e,"def"))}],r=h(e,"enabled");return r!=null&&r!=="O"&&t.push({sql:`ALTER TABLE ${y(n.schema,n.table)} ${Oe(S(r))} RULE ${g(n.name)}`}),t},drop:e=>{let n=e.id;return{sql:`DROP RULE ${g(n.name)} ON ${y(n.schema,n.table)}`}},attributes:{def:"replace",enabled:{alter:(e,n,t)=>{let r=e.id;return{sql:`ALTER TABLE ${y(r.schema,r.table)} ${Oe(S(t))} RULE ${g(r.name)}`}}}}}};var je=new Set(["concurrentIndexes"]),Pa={...ls,...fs,...hs,...gs,...ts,...ss,...ms,...bs,...Ss,...Es,...as,...is,...rs,...os};function ot(e){let n=Pa[e];if(!n)throw new Error(`rule table: no rules for kind '${e}' — extend the rule vocabulary (guardrail 3)`);return n}var Ba=90;function ys(e,n){return`${e}\0${n}`}function qa(e){let n={};for(let r of e.payloadAttrs)n[r]="replace";let t=r=>({lockClass:"none",...r});return{create:(r,o)=>e.create(r,o).map(t),drop:r=>t(e.drop(r)),attributes:n,weight:e.weight??Ba}}function _s(e){let n=new Map;for(let t of e)if(t.intentKinds!==void 0)for(let[r,o]of Object.entries(t.intentKinds))n.set(ys(t.extension,r),qa(o));return n}function at(e){return n=>{if(n.kind==="extensionIntent"){let t=e?.get(ys(n.ext,n.intentKind));if(t===void 0)throw new Error(`rule table: no intent rule registered for extension '${n.ext}' intent kind '${n.intentKind}' — register the handler's intentKinds via the integration profile`);return t}return ot(n.kind)}}var An=at();import{existsSync as Ua,readFileSync as Ha}from"node:fs";import{fileURLToPath as Wa}from"node:url";import{join as As}from"node:path";function Ns(e,n){let t=e.facts(),r=new Set;for(let i of t){let d=u(i.id);n.has(i.id)&&n.hashOf(i.id)===e.hashOf(i.id)&&Os(n,i.id)===Os(e,i.id)&&r.add(d)}let o=new Set;for(let i of t){let d=u(i.id);r.has(d)||o.add(d)}let s=new Set;for(let i of t){let d=u(i.id);if(!o.has(d))continue;let p=i.parent;for(;p!==void 0;){let f=u(p);if(o.has(f)||s.has(f))break;s.add(f),p=e.get(p)?.parent}}let a=new Set([...o,...s]),l=[];for(let i of t)a.has(u(i.id))&&l.push(i);let c=[];for(let i of e.edges){let d=u(i.from),p=u(i.to);(a.has(d)&&a.has(p)||ne(i)&&a.has(d))&&c.push(i)}return K(l,c,"liveDb",new Set,{allowDangling:ne})}function Os(e,n){return e.outgoingEdges(n).map(t=>`${t.kind}->${u(t.to)}`).sort().join("|")}function it(e){let n=Ha(e,"utf-8"),t=Wt(n);return{factBase:t.factBase,digest:t.factBase.rootHash,...t.redactSecrets!==void 0?{redactSecrets:t.redactSecrets}:{},path:e}}var Ya=Wa(new URL("./baselines/",import.meta.url));function ws(e,n){if(e.baseline===void 0)return;let t=n.dir??Ya,r=[As(t,`${e.baseline}-${n.pgMajor}.json`),As(t,`${e.baseline}.json`)];for(let o of r)if(Ua(o))return it(o);throw new Error(`policy "${e.id}" declares baseline "${e.baseline}" but no baseline snapshot is committed (looked for: ${r.join(", ")}). Generate and commit it, or remove the baseline from the policy — a declared baseline must never be silently ignored.`)}async function ct(e){let t=(await e.query(`
    SELECT current_user AS role,
           (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) AS is_superuser,
           ARRAY(
             SELECT r.rolname::text FROM pg_catalog.pg_roles r
             WHERE pg_catalog.pg_has_role(current_user, r.oid, 'MEMBER')
               AND r.rolname NOT LIKE 'pg\\_%'
           ) AS member_of
  `)).rows[0];return{role:String(t.role),isSuperuser:!!t.is_superuser,memberOf:t.member_of??[]}}function Rs(e,n){let t=new Set;if(n.isSuperuser)return t;for(let r of e.facts())r.id.kind==="acl"&&r.id.target.kind==="fdw"&&t.add(u(r.id));return t}function Ze(e,n){return e.isSuperuser||e.memberOf.includes(n)}var Me=e=>`${u(e.from)}|${e.kind}|${u(e.to)}`;function Fe(e,n,t,r){let o=a=>{let l=a;for(;l!==void 0;){let c=t.get(u(l));if(c!==void 0)return{id:l,attribution:c};l=e.get(l)?.parent}};for(let a of e.facts()){if(n.has(a.id))continue;let l=o(a.id);l!==void 0&&r({subject:{kind:"fact",id:a.id},...l.attribution,...u(l.id)===u(a.id)?{}:{viaDescendantOf:l.id}})}let s=new Set(n.edges.map(Me));for(let a of e.edges){if(s.has(Me(a)))continue;let l=[o(a.from),o(a.to)].filter(i=>i!==void 0),c=new Set;for(let i of l){let d=`${u(i.id)}|${i.attribution.stage}|${i.attribution.reasonCode}`;if(c.has(d))continue;c.add(d);let p=u(a.from)===u(i.id)||u(a.to)===u(i.id);r({subject:{kind:"edge",edge:a},...i.attribution,...p?{}:{viaDescendantOf:i.id}})}}}function Ts(e,n,t,r,o){let s=u(o.id);if(t.has(s))return!0;if(r.has(s))return!1;let a=[s],l=n.has(s)?!0:void 0,c=l===void 0?o.parent:void 0;for(;c!==void 0;){let d=u(c);if(n.has(d)||t.has(d)){l=!0;break}if(r.has(d)){l=!1;break}let p=e.get(c);if(p===void 0)break;a.push(d),c=p.parent}let i=l??!1;for(let d of a)(i?t:r).add(d);return i}function On(e,n){if(n.size===0)return e;let t=new Set,r=new Set,o=e.facts().filter(c=>!Ts(e,n,t,r,c)),s=new Set(o.map(c=>u(c.id))),a=e.edges.filter(c=>{let i=s.has(u(c.from));return i&&s.has(u(c.to))?!0:i&&ne(c)&&!e.has(c.to)}),l=new Set([...e.referenceOnly].filter(c=>s.has(c)));return K(o,a,e.source,l,{allowDangling:ne})}function Ja(e,n){let t=new Set,r=new Set;for(let o of e.facts())Ts(e,n,t,r,o);return t}function $s(e,n,t={}){if(n==="cluster")return e;let r=new Set;for(let p of e.facts())(p.id.kind==="role"||p.id.kind==="membership")&&r.add(u(p.id));if(r.size===0)return e;let o=Ja(e,r),s=e.facts().filter(p=>!o.has(u(p.id))),a=new Set(s.map(p=>u(p.id))),{defaultOwner:l}=t,c=[];for(let p of e.edges){let f=a.has(u(p.from)),m=a.has(u(p.to));if(f&&m){c.push(p);continue}if(p.kind==="owner"&&f&&!m&&p.to.kind==="role"){let E=p.to.name;if(l!==void 0&&E===l)continue;c.push(p)}}let i=new Set([...e.referenceOnly].filter(p=>a.has(p))),d=K(s,c,e.source,i,{allowDangling:ne});if(t.collectSuppression!==void 0){let p={stage:"managementScope",reasonCode:"management-scope.database.cluster-object",classification:"acknowledged"},f=new Set;if(l!==void 0)for(let m of e.edges)m.kind==="owner"&&m.to.kind==="role"&&m.to.name===l&&a.has(u(m.from))&&f.add(Me(m));if(Fe(e,d,new Map([...r].map(m=>[m,p])),m=>{m.subject.kind==="edge"&&f.has(Me(m.subject.edge))||t.collectSuppression?.(m)}),l!==void 0){let m=new Set(d.edges.map(Me));for(let E of e.edges)E.kind==="owner"&&E.to.kind==="role"&&E.to.name===l&&a.has(u(E.from))&&!m.has(Me(E))&&t.collectSuppression({subject:{kind:"edge",edge:E},stage:"managementScope",reasonCode:"management-scope.database.default-owner",classification:"acknowledged"})}}return d}function en(e){let n=new Map,t=[];for(let r of e.facts()){let o=e.outgoingEdges(r.id).filter(s=>s.kind==="memberOfExtension").map(s=>s.to);o.length>0&&(n.set(u(r.id),o),t.push(r.id))}for(;t.length>0;){let r=t.pop();if(r.kind==="schema")continue;let o=n.get(u(r));for(let s of e.childrenOf(r)){if(jt(s.id))continue;let a=u(s.id);n.has(a)||(n.set(a,o),t.push(s.id))}}return n}function Va(e){let t=e.replace(/[.+?^${}()|[\]\\]/g,"\\$&").replace(/\*/g,".*");return new RegExp(`^${t}$`)}function he(e,n){return Va(e).test(n)}function Ls(e){if("schema"in e&&typeof e.schema=="string")return e.schema}function lt(e){if("name"in e&&typeof e.name=="string")return e.name}function Ga(e,n){let t=[],r=e;for(;r!==void 0;){let o=n.get(r);if(!o)break;t.push(o),r=o.parent}return t}function Ka(e,n,t){let r=Ga(e,t);for(let o of r){let s=t.outgoingEdges(o.id);for(let a of s)if(a.kind==="memberOfExtension"&&a.to.kind==="extension"&&a.to.name===n)return!0}return!1}function Ee(e,n,t,r){if("all"in e)return e.all.every(s=>Ee(s,n,t,r));if("any"in e)return e.any.some(s=>Ee(s,n,t,r));if("not"in e)return!Ee(e.not,n,t,r);if("kind"in e)return(Array.isArray(e.kind)?e.kind:[e.kind]).some(a=>n.id.kind===a);if("schema"in e){let s=Ls(n.id);return s===void 0?!1:(Array.isArray(e.schema)?e.schema:[e.schema]).some(l=>he(l,s))}if("name"in e){let s=lt(n.id);return s===void 0?!1:(Array.isArray(e.name)?e.name:[e.name]).some(l=>he(l,s))}if("verb"in e)return r?.verbAssumed===!0;if("ownedByExtension"in e)return Ka(n.id,e.ownedByExtension,t);if("parentKind"in e)return n.parent===void 0?!1:n.parent.kind===e.parentKind;if("owner"in e){let s=t.outgoingEdges(n.id).find(c=>c.kind==="owner"),a=s?.to.kind==="role"?s.to.name:n.payload.owner;return typeof a!="string"?!1:(Array.isArray(e.owner)?e.owner:[e.owner]).some(c=>he(c,a))}if("idField"in e){let a=n.id[e.idField.field];return typeof a!="string"?!1:(Array.isArray(e.idField.glob)?e.idField.glob:[e.idField.glob]).some(c=>he(c,a))}if("target"in e){let a=n.id.target;if(a===null||typeof a!="object")return!1;let l=a,{kind:c,schema:i,name:d}=e.target;if(c!==void 0){let p=l.kind;if(typeof p!="string"||!(Array.isArray(c)?c:[c]).some(m=>m===p))return!1}if(i!==void 0){let p=l.schema;if(typeof p!="string"||!(Array.isArray(i)?i:[i]).some(m=>he(m,p)))return!1}if(d!==void 0){let p=l.name;if(typeof p!="string"||!(Array.isArray(d)?d:[d]).some(m=>he(m,p)))return!1}return!0}if("partitionOf"in e){if(typeof n.payload.partitionBound!="string")return!1;let{schema:s,name:a}=e.partitionOf;if(s===void 0&&a===void 0)return!0;let l=n.payload.parentTable;if(l===null||typeof l!="object")return!1;let c=l;if(s!==void 0){let i=c.schema;if(typeof i!="string"||!(Array.isArray(s)?s:[s]).some(p=>he(p,i)))return!1}if(a!==void 0){let i=c.name;if(typeof i!="string"||!(Array.isArray(a)?a:[a]).some(p=>he(p,i)))return!1}return!0}if("edgeTo"in e){let s=t.outgoingEdges(n.id);for(let a of s){if(e.edgeTo.edgeKind!==void 0&&a.kind!==e.edgeTo.edgeKind)continue;let l=a.to;if(!(e.edgeTo.kind!==void 0&&l.kind!==e.edgeTo.kind)){if(e.edgeTo.schema!==void 0){let c=l.schema;if(typeof c!="string"||!(Array.isArray(e.edgeTo.schema)?e.edgeTo.schema:[e.edgeTo.schema]).some(d=>he(d,c)))continue}return!0}}return!1}return e}function za(e,n,t){switch(e.verb){case"add":return{fact:t.get(e.fact.id)??e.fact,view:t};case"remove":return{fact:n.get(e.fact.id)??e.fact,view:n};case"set":{let r=t.get(e.id);return r?{fact:r,view:t}:void 0}case"link":{let r=t.get(e.edge.from)??n.get(e.edge.from);return r?{fact:r,view:t}:void 0}case"unlink":{let r=n.get(e.edge.from)??t.get(e.edge.from);return r?{fact:r,view:n}:void 0}}}function Nn(e,n,t,r){if("all"in e)return e.all.every(s=>Nn(s,n,t,r));if("any"in e)return e.any.some(s=>Nn(s,n,t,r));if("not"in e)return!Nn(e.not,n,t,r);if("verb"in e)return(Array.isArray(e.verb)?e.verb:[e.verb]).some(a=>a===n.verb);let o=za(n,t,r);return o===void 0?!1:Ee(e,o.fact,o.view)}function de(e){return ks(e,new Set)}function ks(e,n){if(n.has(e.id))throw new Error(`Policy cycle detected: policy "${e.id}" extends itself (cycle)`);n.add(e.id);let t=e.filter??[],r=e.serialize??[],o=e.assumedRoles??[],s=e.assumedSchemas??[],a=e.assumedPublications??[],l=[],c=[],i=[],d=[],p=[],f;if(e.extends)for(let A of e.extends){let _=new Set(n),w=ks(A,_);l.push(...w.filter),c.push(...w.serialize),i.push(...w.assumedRoles),d.push(...w.assumedSchemas),p.push(...w.assumedPublications),f===void 0&&w.defaultOwner!==void 0&&(f=w.defaultOwner)}n.delete(e.id);let m={id:e.id,filter:[...t,...l],serialize:[...r,...c],assumedRoles:[...new Set([...o,...i])],assumedSchemas:[...new Set([...s,...d])],assumedPublications:[...new Set([...a,...p])]};e.baseline!==void 0&&(m.baseline=e.baseline);let E=e.defaultOwner??f;return E!==void 0&&(m.defaultOwner=E),m}var Is=new Set(["name","schema","table","args","role","member","server","type","publication","grantee","objtype","provider","target","ext","intentKind","key"]);function nn(e,n){if("idField"in e){if(!Is.has(e.idField.field))throw new Error(`Policy "${n}": idField references unknown identity field "${e.idField.field}". Known fields: ${[...Is].sort().join(", ")}`)}else if("all"in e)for(let t of e.all)nn(t,n);else if("any"in e)for(let t of e.any)nn(t,n);else"not"in e&&nn(e.not,n)}function xs(e){let n=de(e);for(let t of n.serialize)for(let r of Object.keys(t.params))if(!je.has(r))throw new Error(`Policy "${e.id}": unknown serialize parameter "${r}". Known parameters: ${[...je].join(", ")}`);for(let t of n.filter)nn(t.match,e.id);for(let t of n.serialize)nn(t.match,e.id)}function wn(e){return"verb"in e?!0:"all"in e?e.all.some(wn):"any"in e?e.any.some(wn):"not"in e?wn(e.not):!1}function Xa(e,n,t){for(let r of n){if(wn(r.match)){if(r.action==="include"&&(Ee(r.match,e,t,{verbAssumed:!0})||Ee(r.match,e,t)))return;continue}if(Ee(r.match,e,t))return r.action==="exclude"?r:void 0}}function ce(e){return Array.isArray(e)?e:[e]}function dt(e){if("not"in e)return!1;if("all"in e)return e.all.some(dt)&&!e.all.some(Rn);if("any"in e)return e.any.length>0&&e.any.every(dt)&&!e.any.some(Rn);if("name"in e)return ce(e.name).every(re);if("schema"in e)return ce(e.schema).every(re);if("owner"in e)return ce(e.owner).every(re);if("ownedByExtension"in e)return re(e.ownedByExtension);if("idField"in e)return ce(e.idField.glob).every(re);if("target"in e){let n=[e.target.name,e.target.schema].filter(t=>t!==void 0);return n.length>0&&n.every(t=>ce(t).every(re))}if("partitionOf"in e){let n=[e.partitionOf.name,e.partitionOf.schema].filter(t=>t!==void 0);return n.length>0&&n.every(t=>ce(t).every(re))}return!1}function re(e){return!e.includes("*")}function Rn(e){return"not"in e?!0:"all"in e?e.all.some(Rn):"any"in e?e.any.some(Rn):"name"in e?ce(e.name).some(n=>!re(n)):"schema"in e?ce(e.schema).some(n=>!re(n)):"owner"in e?ce(e.owner).some(n=>!re(n)):"ownedByExtension"in e?!re(e.ownedByExtension):"idField"in e?ce(e.idField.glob).some(n=>!re(n)):"target"in e?[e.target.name,e.target.schema].filter(n=>n!==void 0).some(n=>ce(n).some(t=>!re(t))):"partitionOf"in e?[e.partitionOf.name,e.partitionOf.schema].filter(n=>n!==void 0).some(n=>ce(n).some(t=>!re(t))):!1}function Qa(e,n){return{stage:"policyScopeRule",reasonCode:n.audit?.reasonCode??`policy:${e}:rule:${ln(n.match)}`,classification:n.audit?.classification??(dt(n.match)?"acknowledged":"suspicious")}}function Pe(e,n,t,r,o){if(n===void 0&&t===void 0&&r===void 0&&!e.edges.some(O=>O.kind==="memberOfExtension"||O.kind==="managedBy"))return e;let s=en(e),a=new Set(s.keys()),l=r?Ns(e,r):e;if(r!==void 0&&o!==void 0){let O={stage:"baseline",reasonCode:"baseline.identical-state",classification:"acknowledged"},R=new Map;for(let N of e.facts())l.has(N.id)||R.set(u(N.id),O);Fe(e,l,R,o)}let c=new Set;for(let O of l.facts())l.outgoingEdges(O.id).some(R=>R.kind==="managedBy")&&c.add(u(O.id));if(c.size>0){let O=l;if(l=On(l,c),o!==void 0){let R={stage:"managedBy",reasonCode:"managed-by.provenance",classification:"acknowledged"};Fe(O,l,new Map([...c].map(N=>[N,R])),o)}}if(t!==void 0){let O=Rs(l,t);if(O.size>0){let R=l;if(l=On(l,O),o!==void 0){let N={stage:"capability",reasonCode:"capability.fdw-acl",classification:"acknowledged"};Fe(R,l,new Map([...O].map(x=>[x,N])),o)}}}let i=n?de(n):void 0,d=i?.filter??[],p=new Set(i?.assumedSchemas??[]),f=new Set(i?.assumedPublications??[]),m=O=>O.kind==="schema"?lt(O):Ls(O),E=O=>{if(O.kind==="publication"){let N=lt(O);return N!==void 0&&f.has(N)}let R=m(O);return R!==void 0&&p.has(R)},A=new Set,_=new Set,w=new Map;for(let O of l.facts()){let R=Xa(O,d,l);if(R===void 0)continue;let N=Qa(i?.id??n?.id??"unknown",R);E(O.id)?(_.add(u(O.id)),w.set(u(O.id),N)):(A.add(u(O.id)),w.set(u(O.id),N))}let $=On(l,A);if(o!==void 0&&A.size>0&&Fe(l,$,w,o),a.size===0&&_.size===0)return $;let I=new Set($.facts().map(O=>u(O.id))),b=new Set;for(let O of a)I.has(O)&&b.add(O);for(let O of _)I.has(O)&&b.add(O);if(b.size===0)return $;if(o!==void 0){let O=(R,N,x)=>{let k=$.getByEncoded(R);if(k!==void 0){o({subject:{kind:"fact",id:k.id},...N,...x===void 0?{}:{viaDescendantOf:x}});for(let H of $.outgoingEdges(k.id))o({subject:{kind:"edge",edge:H},...N,...x===void 0?{}:{viaDescendantOf:x}})}};for(let R of a){if(!I.has(R))continue;let N=$.getByEncoded(R);if(N===void 0)continue;let x=N.id,k=N.parent;for(;k!==void 0&&s.has(u(k));)x=k,k=e.get(k)?.parent;O(R,{stage:"referenceOnly",reasonCode:"reference-only.extension-member",classification:"acknowledged"},u(x)===R?void 0:x)}for(let R of _){if(!I.has(R))continue;let N=w.get(R),x=$.getByEncoded(R)?.id.kind==="publication"?"assumed-publication":"assumed-schema";O(R,{stage:"referenceOnly",reasonCode:`reference-only.${x}:${N.reasonCode}`,classification:N.classification})}}return K($.facts(),[...$.edges],$.source,b,{allowDangling:ne})}function pt(e,n,t,r){let o=de(n),s=[],a=[];for(let l of e){let c=!1,i="include";for(let d of o.filter)if(Nn(d.match,l,t,r)){c=!0,i=d.action;break}!c||i==="include"?s.push(l):a.push(l)}return{kept:s,filtered:a}}async function Za(e){let n=await e.query("SELECT current_setting('server_version_num')::int AS v");return Math.floor(n.rows[0].v/1e4)}async function ut(e,n,t={}){let{handlers:r,policy:o}=n,s=t.restrictToApplier?await ct(e):void 0,a;if(o!==void 0&&de(o).assumedSchemas.length>0&&!(s??await ct(e)).isSuperuser){let E=await e.query("SELECT name FROM pg_settings WHERE context = 'superuser'");a=new Set(E.rows.map(A=>A.name))}let l;if(t.skipBaseline?l=void 0:t.baseline!==void 0?l=t.baseline:n.baselinePath!==void 0?l=it(n.baselinePath):o?.baseline!==void 0&&(l=ws(o,{pgMajor:await Za(e),...t.baselineDir!==void 0?{dir:t.baselineDir}:{}})),l!==void 0){let m=l.redactSecrets??!0,E=t.redactSecrets??!0;if(m!==E)throw new Error(`baseline ${l.path??l.digest.slice(0,12)} was captured with redactSecrets=${m}, but this command extracts with redactSecrets=${E}; mismatched redaction makes baseline facts hash differently so the baseline would silently stop subtracting. Re-capture the baseline in the matching mode (pgdelta snapshot ${E?"":"--unsafe-show-secrets "}--profile …).`)}let c=l?.factBase,i=(m,E={})=>bn(m,{...E,handlers:r}),d=_s(r),p={...o!==void 0?{policy:o}:{},...s!==void 0?{capability:s}:{},...c!==void 0?{baseline:c}:{}},f=l!==void 0?{digest:l.digest,...l.redactSecrets!==void 0?{redactSecrets:l.redactSecrets}:{},...l.path!==void 0?{path:l.path}:{}}:void 0;return{id:n.id,handlers:r,extract:i,...f!==void 0?{baseline:f}:{},...a!==void 0?{susetGucs:a}:{},planOptions:{...p,profile:{id:n.id},...l!==void 0?{baselineMeta:{digest:l.digest}}:{},...d.size>0?{intentRules:d}:{}},proveOptions:{...p,reextract:m=>i(m)},applyOptions:{...c!==void 0?{baseline:c}:{},reextract:m=>i(m)}}}var ei={kind:"extension",name:"pg_partman"};function ni(e){return`"${e.replaceAll('"','""')}"`}async function ti(e){return(await e.query(`SELECT n.nspname AS schema
       FROM pg_extension e
       JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'pg_partman'`))[0]?.schema??null}var mt={extension:"pg_partman",async capture(e,n){let t=await ti(e);if(t===null)return{facts:[],edges:[]};let r=await e.query(`WITH RECURSIVE managed_parents AS (
         SELECT to_regclass(parent_table)::oid AS oid
           FROM ${ni(t)}.part_config
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
         JOIN pg_namespace n ON n.oid = c.relnamespace`),o=[];for(let s of r){let a={kind:"table",schema:String(s.schema),name:String(s.name)};n.has(a)&&o.push({from:a,to:ei,kind:"managedBy"})}return{facts:[],edges:o}}};var vs={kind:"extension",name:"pg_cron"};async function ri(e){return(await e.query(`SELECT n.nspname AS schema
       FROM pg_extension e
       JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'pg_cron'`)).length>0}function si(e){return{kind:"extensionIntent",ext:"pg_cron",intentKind:"job",key:e}}function oi(e){return e.length>60?`${e.slice(0,60)}…`:e}function Tn(e={}){let{defaultJobOwner:n,jobOwnerAliases:t}=e,r=o=>t!==void 0&&Object.hasOwn(t,o)?t[o]??o:o;return{extension:"pg_cron",async capture(o,s){if(!await ri(o))return{facts:[],edges:[]};let l=await o.query(`SELECT jobid, jobname, schedule, command, database, username, active
         FROM cron.job`),c=[],i=new Map;for(let m of l){let E=m.jobname;if(E===null||E===""){c.push({code:qe,severity:"warning",message:`pg_cron job ${m.jobid} (command: ${oi(m.command)}) has no jobname and cannot be managed declaratively; name it via cron.schedule('<name>', …)`,context:{ext:"pg_cron",intentKind:"job"}});continue}let A=i.get(E)??[];A.push(m),i.set(E,A)}let d=[],p=[],f=s.has(vs);for(let[m,E]of i){if(E.length>1){c.push({code:qe,severity:"warning",message:`pg_cron jobname '${m}' is used by ${E.length} jobs (jobids ${E.map($=>$.jobid).join(", ")}) and cannot be managed declaratively; jobnames must be unique to be keyed`,context:{ext:"pg_cron",intentKind:"job"}});continue}let A=E[0],_=r(A.username);n!==void 0&&_!==n&&c.push({code:Lt,severity:"warning",message:`pg_cron job '${m}' is owned by role '${_}', not the profile's default job owner '${n}'; reconstructing it requires a superuser connection`,context:{ext:"pg_cron",intentKind:"job"}});let w=si(m);d.push({id:w,payload:{schedule:A.schedule,command:A.command,database:A.database,username:_,active:A.active}}),f&&p.push({from:w,to:vs,kind:"depends"})}return{facts:d,edges:p,diagnostics:c}},intentKinds:{job:{payloadAttrs:["schedule","command","database","username","active"],create(o){let s=o.id.key,a=o.payload,l=n!==void 0&&a.username===n?"NULL":D(a.username);return[{sql:`select cron.schedule_in_database(${D(s)}, ${D(a.schedule)}, ${D(a.command)}, ${D(a.database)}, ${l}, ${a.active})`}]},drop(o){let s=o.id.key;return{sql:`select cron.unschedule(${D(s)})`,dataLoss:"none"}}}},shadowPrecheck:{matchesStatement(o){return/\bcron\s*\.\s*(schedule|schedule_in_database|unschedule|alter_job)\s*\(/i.test(o)},async capable(o){let a=(await o(`SELECT current_setting('cron.database_name', true) AS db,
                current_database() AS cur,
                EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_cron') AS avail`))[0];return a===void 0||!a.avail?{capable:!1,reason:"pg_cron is not available in the shadow (not in shared_preload_libraries)"}:a.db===null||a.db!==a.cur?{capable:!1,reason:`the shadow database "${a.cur}" is not the cron database (cron.database_name = ${a.db===null?"unset":`"${a.db}"`})`}:{capable:!0}}}}}var ai=Tn();var Le=["_analytics","_realtime","_supavisor","auth","cron","etl","extensions","graphql","graphql_public","information_schema","net","pgbouncer","pgmq","pgmq_public","pgsodium","pgsodium_masks","pgtle","realtime","storage","supabase_functions","supabase_migrations","vault"],Be=["anon","authenticated","authenticator","cli_login_postgres","dashboard_user","pgbouncer","pgsodium_keyholder","pgsodium_keyiduser","pgsodium_keymaker","pgtle_admin","service_role","supabase_admin","supabase_auth_admin","supabase_etl_admin","supabase_functions_admin","supabase_privileged_role","supabase_read_only_user","supabase_realtime_admin","supabase_replication_admin","supabase_storage_admin","supabase_superuser"],ii=["pg_graphql","pg_stat_statements","pgsodium","supabase_vault"],Cs=["supabase_realtime","supabase_realtime_messages_publication"],$n={id:"supabase",assumedRoles:[...Be,"postgres"],assumedPublications:["supabase_realtime"],assumedSchemas:[...Le],defaultOwner:"postgres",serialize:[],filter:[{match:{all:[{kind:"extension"},{name:[...ii]}]},action:"exclude"},{match:{all:[{kind:"publication"},{name:[...Cs]}]},action:"exclude",audit:{reasonCode:"supabase.system-publication",classification:"acknowledged"}},{match:{all:[{kind:["comment","securityLabel"]},{target:{kind:"publication",name:[...Cs]}}]},action:"exclude",audit:{reasonCode:"supabase.system-publication-satellite",classification:"acknowledged"}},{match:{all:[{kind:"extension"},{verb:["add","remove"]}]},action:"include"},{match:{all:[{kind:"trigger"},{schema:[...Le]},{not:{edgeTo:{kind:"function",schema:[...Le]}}},{not:{all:[{schema:"pgmq"},{any:[{idField:{field:"table",glob:"q_*"}},{idField:{field:"table",glob:"a_*"}}]}]}}]},action:"include"},{match:{schema:[...Le]},action:"exclude"},{match:{all:[{kind:"schema"},{name:[...Le]}]},action:"exclude"},{match:{owner:[...Be]},action:"exclude"},{match:{all:[{kind:"defaultPrivilege"},{idField:{field:"role",glob:[...Be]}}]},action:"exclude"},{match:{all:[{kind:"role"},{name:[...Be]}]},action:"exclude"},{match:{all:[{kind:"role"},{name:"postgres"}]},action:"exclude",audit:{reasonCode:"supabase.platform-postgres-role",classification:"acknowledged"}},{match:{all:[{kind:"membership"},{idField:{field:"member",glob:[...Be]}}]},action:"exclude"},{match:{all:[{kind:"membership"},{idField:{field:"role",glob:[...Be]}}]},action:"exclude"},{match:{all:[{kind:"acl"},{target:{kind:"fdw"}}]},action:"exclude",audit:{reasonCode:"supabase.fdw-acl",classification:"acknowledged"}},{match:{all:[{kind:["acl","comment","securityLabel"]},{any:[{target:{schema:[...Le]}},{target:{kind:"schema",name:[...Le]}}]}]},action:"exclude"}]};var ci=Tn({...$n.defaultOwner!==void 0?{defaultJobOwner:$n.defaultOwner}:{},jobOwnerAliases:{supabase_read_only_user:"postgres"}}),In=[mt,ci],ft={id:"supabase",handlers:In,policy:$n};function ht(e,n={}){let t=n.scope??"cluster",r=Pe(e,n.policy,n.capability,n.baseline,n.collectSuppression);return $s(r,t,{...n.defaultOwner!==void 0?{defaultOwner:n.defaultOwner}:{},...n.collectSuppression!==void 0?{collectSuppression:n.collectSuppression}:{}})}function js(e){return`${u(e.from)}|${e.kind}|${u(e.to)}`}function gt(e){return e.kind==="fact"?`fact:${u(e.id)}`:`edge:${js(e.edge)}`}function li(e){return e.verb==="link"||e.verb==="unlink"?{kind:"edge",edge:e.edge}:{kind:"fact",id:Ue(e)}}function Ds(e){switch(e.verb){case"add":case"remove":return`${e.verb}|${u(e.fact.id)}`;case"set":return`${e.verb}|${u(e.id)}|${e.attr}`;case"link":case"unlink":return`${e.verb}|${js(e.edge)}`}}var di=()=>({entries:[],summary:{total:0,suspicious:0,acknowledged:0,baseline:0}});function Ms(e,n,t){if(t.length===0)return di();let r=new Map;for(let s of t){let{suppression:a}=s,l=gt(a.subject),c=r.get(l)??[];c.push(s),r.set(l,c)}let o=[];for(let s of Se(e,n)){let a=li(s),l=[],c=new Set,i=[...r.get(gt(a))??[],...a.kind==="edge"?(r.get(gt({kind:"fact",id:a.edge.from}))??[]).filter(({suppression:d})=>d.stage==="referenceOnly"):[]];for(let{side:d,suppression:p}of i){let f=p.viaDescendantOf?u(p.viaDescendantOf):"",m=`${d}|${p.stage}|${p.reasonCode}|${p.classification}|${f}`;c.has(m)||(c.add(m),l.push({side:d,stage:p.stage,reasonCode:p.reasonCode,classification:p.classification,...p.viaDescendantOf===void 0?{}:{viaDescendantOf:p.viaDescendantOf}}))}l.length!==0&&(l.sort((d,p)=>{let f=`${d.side}|${d.stage}|${d.reasonCode}|${d.viaDescendantOf?u(d.viaDescendantOf):""}`,m=`${p.side}|${p.stage}|${p.reasonCode}|${p.viaDescendantOf?u(p.viaDescendantOf):""}`;return f<m?-1:f>m?1:0}),o.push({delta:s,subject:a,suppressions:l,classification:l.some(d=>d.classification==="suspicious")?"suspicious":"acknowledged"}))}return o.sort((s,a)=>{let l=Ds(s.delta),c=Ds(a.delta);return l<c?-1:l>c?1:0}),{entries:o,summary:{total:o.length,suspicious:o.filter(s=>s.classification==="suspicious").length,acknowledged:o.filter(s=>s.classification==="acknowledged").length,baseline:o.filter(s=>s.suppressions.some(a=>a.stage==="baseline")).length}}}var pi={table:{create:"none",alter:"accessExclusive",drop:"accessExclusive"},column:{create:"accessExclusive",alter:"accessExclusive",drop:"accessExclusive"},default:{create:"accessExclusive",alter:"accessExclusive",drop:"accessExclusive"},constraint:{create:"accessExclusive",alter:"accessExclusive",drop:"accessExclusive"},index:{create:"share",alter:"accessExclusive",drop:"accessExclusive"},trigger:{create:"shareRowExclusive",alter:"shareRowExclusive",drop:"accessExclusive"},policy:{create:"accessExclusive",alter:"accessExclusive",drop:"accessExclusive"},rule:{create:"accessExclusive",alter:"accessExclusive",drop:"accessExclusive"},view:{create:"none",alter:"accessExclusive",drop:"accessExclusive"},materializedView:{create:"none",alter:"accessExclusive",drop:"accessExclusive"},foreignTable:{create:"none",alter:"accessExclusive",drop:"accessExclusive"},sequence:{create:"none",alter:"accessExclusive",drop:"accessExclusive"},publication:{create:"none",alter:"shareUpdateExclusive",drop:"none"}},ui=new Set(["schema","role","membership","defaultPrivilege","extension","function","procedure","aggregate","domain","type","collation","eventTrigger","subscription","fdw","server","userMapping","comment","acl"]);function Fs(e,n){let t=pi[e];return t?.[n]!==void 0?t[n]:ui.has(e)?"none":"accessExclusive"}function Ps(e,n){let t=e.parent===void 0?"":u(e.parent);return`${e.id.kind}|${t}|${n}`}function Bs(e,n,t,r,o=An){let s=[],a=new Map;for(let i of e.values()){if(o(i.id).rename===void 0||i.parent!==void 0&&e.has(u(i.parent)))continue;let d=Ps(i,t.structuralRollupOf(i.id)),p=a.get(d)??[];p.push(i),a.set(d,p)}let l=new Map;for(let i of n.values()){if(o(i.id).rename===void 0||i.parent!==void 0&&n.has(u(i.parent)))continue;let d=Ps(i,r.structuralRollupOf(i.id)),p=l.get(d)??[];p.push(i),l.set(d,p)}let c=new Set;for(let[i,d]of a){let p=l.get(i);if(p!==void 0)if(d.length===1&&p.length===1){let f=d[0].id,m=p[0].id;c.add(u(f)),s.push({kind:f.kind,from:f,to:m,status:"unambiguous"})}else for(let f of d){c.add(u(f.id));for(let m of p)s.push({kind:f.id.kind,from:f.id,to:m.id,status:"ambiguous",reason:`${d.length} removed × ${p.length} added with identical content — cannot pick`})}}for(let i of e.values())if(!c.has(u(i.id))&&o(i.id).rename!==void 0&&!(i.parent!==void 0&&e.has(u(i.parent))))for(let d of n.values())d.id.kind!==i.id.kind||!(i.parent===void 0&&d.parent===void 0||i.parent!==void 0&&d.parent!==void 0&&u(i.parent)===u(d.parent))||t.hashOf(i.id)===r.hashOf(d.id)&&s.push({kind:i.id.kind,from:i.id,to:d.id,status:"nearMiss",reason:"own payload matches but the subtree differs — likely a name-bearing child payload (index/constraint defs embed names, §4.1); staying drop+create"});return s.sort((i,d)=>{let p=`${u(i.from)}>${u(i.to)}`,f=`${u(d.from)}>${u(d.to)}`;return p<f?-1:1})}function be(e,n){let t=[n],r=o=>{for(let s of e.childrenOf(o))t.push(s.id),r(s.id)};return r(n),t}function ge(e,n){try{return ot(e)[n]}catch{return}}var Ln=e=>ge(e,"cascadesToChildren")===!0,qs=e=>ge(e,"rebuildable")===!0;function Us(e){let{source:n,desired:t,projectedDesired:r,removed:o,added:s,setsByFact:a,replaceIds:l,dropRootOf:c,acceptedRenames:i,deltas:d,params:p,serializeRules:f,capability:m,rulesForId:E}=e,A=[],_=new Map,w=new Map,$=[],I=[],b=(T,L,F)=>{let W=A.length,M=[...F.produces??[],...L.alsoProduces??[]],B=[...F.destroys??[],...L.alsoDestroys??[]],v=[...F.consumes??[],...L.consumes??[]],P=(M[0]??B[0]??v[0])?.kind;A.push({sql:L.sql,verb:T,produces:M,consumes:v,destroys:B,releases:L.releases??[],transactionality:L.transactionality??"transactional",lockClass:L.lockClass??(P===void 0?"none":Fs(P,T)),newSegmentBefore:!1,dataLoss:L.dataLoss??"none",rewriteRisk:L.rewriteRisk??!1}),$[W]=L.compaction,I[W]=L.acceptsColumnFolds??!1;for(let q of M){let G=u(q);_.has(G)||_.set(G,W)}for(let q of B)w.set(u(q),W);return W},O=new Map,R=T=>{if(f.length===0)return p;let L=u(T.id),F=O.get(L);if(F!==void 0)return F;let W=p;for(let M of f)if(Ee(M.match,T,t)){W={...M.params,...p};break}return O.set(L,W),W},N=(T,L)=>{E(T.id).create(T,L,R(T),n).forEach((W,M)=>{b("create",W,{produces:M===0?[T.id]:[],consumes:[...M===0?[]:[T.id],...T.parent!==void 0?[T.parent]:[]]})})},x=new Set;for(let{from:T,to:L,sourceSubtree:F,desiredSubtree:W}of i){let M=E(T.id).rename;if(M===void 0)throw new Error(`rename: kind '${T.id.kind}' matched as candidate but has no rename rule`);x.add(b("alter",M(T,L.id),{produces:W,destroys:F,consumes:L.parent!==void 0?[L.parent]:[]}))}let k=new Set;for(let T of l){let L=n.getByEncoded(T),F=r.getByEncoded(T),W=B=>{let v=[B.id],P=G=>{for(let se of n.childrenOf(G.id))Ln(G.id.kind)?(v.push(se.id),P(se)):W(se)};P(B);let q=u(B.id)===T;b("drop",E(B.id).drop(B,n),{consumes:q&&B.parent!==void 0?[B.parent]:[],destroys:v})};W(L),N(F,r);let M=B=>{for(let v of r.childrenOf(B)){let P=u(v.id);if(!s.has(P)){if(_.has(P)){M(v.id);continue}k.add(P),N(v,r),M(v.id)}}};M(F.id)}let H=T=>{let L=0,F=T.parent;for(;F!==void 0;)L++,F=t.get(F)?.parent;return L};for(let T of[...s.values()].sort((L,F)=>H(L)-H(F)))_.has(u(T.id))||N(T,r);for(let T of s.values())if(!_.has(u(T.id)))throw new Error(`emit invariant: added fact ${u(T.id)} (kind '${T.id.kind}') is not materialized by any create action — its create rule must produce it`);let C=[...s.values()];for(let T of[...l,...k]){let L=r.getByEncoded(T);L&&C.push(L)}for(let T of C){let L=ge(T.id.kind,"defaclObjtype");if(L===void 0||!r.has(T.id))continue;let F=r.outgoingEdges(T.id).find(B=>B.kind==="owner"),W=F?.to.kind==="role"?F.to.name:void 0;if(typeof W!="string")continue;let M=T.id.schema??null;for(let B of r.facts()){if(B.id.kind!=="defaultPrivilege")continue;let v=B.id;if(v.role!==W||v.objtype!==L||v.schema!=null&&v.schema!==M||v.grantee===W)continue;let P={kind:"acl",target:T.id,grantee:v.grantee};r.has(P)||b("alter",{sql:`REVOKE ALL ON ${$e(T.id)} FROM ${v.grantee==="PUBLIC"?"PUBLIC":g(v.grantee)}`,consumes:v.grantee==="PUBLIC"?[]:[{kind:"role",name:v.grantee}]},{consumes:[T.id]})}}let U=new Map;for(let[T,L]of o){let F=c.get(T),W=U.get(F)??[];W.push(L.id),U.set(F,W)}for(let[T,L]of o){if(c.get(T)!==T||l.has(T))continue;let F=E(L.id).drop(L,n),W=U.get(T)??[L.id];b("drop",F,{consumes:L.parent!==void 0?[L.parent]:[],destroys:[L.id,...W.filter(M=>u(M)!==T)]})}for(let[T,L]of a){if(l.has(T)||k.has(T))continue;let F=r.get(L[0].id),W=E(F.id);for(let M of L){let B=W.attributes[M.attr];if(B===void 0||B==="replace")continue;let v=B.alter(F,M.from,M.to,r,n);for(let P of Array.isArray(v)?v:[v])b("alter",P,{consumes:[F.id]})}}{let T=new Map;for(let M of d)M.verb!=="unlink"||M.edge.kind!=="owner"||T.set(u(M.edge.from),M.edge.to);let L=new Map,F=new Map;for(let{from:M,to:B}of i){let v=be(n,M.id),P=be(t,B.id);for(let q=0;q<P.length;q++){let G=v[q],se=P[q];if(G===void 0||se===void 0)continue;let le=n.outgoingEdges(G).find(Co=>Co.kind==="owner");if(le?.to.kind!=="role"){L.set(u(se),null);continue}let rn=le.to.name;L.set(u(se),rn),F.set(u(se),le.to)}}let W=new Set;for(let M of d){if(M.verb!=="link"||M.edge.kind!=="owner")continue;let B=M.edge.from,v=u(B),P=t.get(B);if(!P)continue;let q=ge(P.id.kind,"ownerAlterPrefix");if(!q)continue;let G=q(P),se=M.edge.to;if(se.kind!=="role")continue;let le=se.name;if(L.get(v)===le)continue;if(m!==void 0&&!Ze(m,le))throw new Error(`capability: cannot set owner of ${u(B)} to role "${le}" — applier "${m.role}" is not a superuser or a member of that role; grant membership or apply as a member/superuser`);let rn=T.get(v)??F.get(v);b("alter",{sql:`${G} OWNER TO ${g(le)}`,consumes:[se],...rn!==void 0?{releases:[rn]}:{}},{consumes:[B]}),W.add(v)}for(let M of[...l,...k]){if(W.has(M))continue;let B=r.getByEncoded(M);if(!B)continue;let v=ge(B.id.kind,"ownerAlterPrefix");if(!v)continue;let P=r.outgoingEdges(B.id).find(G=>G.kind==="owner");if(P?.to.kind!=="role")continue;let q=P.to.name;if(m!==void 0&&!Ze(m,q))throw new Error(`capability: cannot set owner of ${M} to role "${q}" — applier "${m.role}" is not a superuser or a member of that role; grant membership or apply as a member/superuser`);b("alter",{sql:`${v(B)} OWNER TO ${g(q)}`,consumes:[P.to]},{consumes:[B.id]})}}return{actions:A,producerOf:_,destroyerOf:w,foldHints:$,acceptsFolds:I,renameActionIndices:x}}var Et=class{keyOf;#e=[];constructor(n){this.keyOf=n}get size(){return this.#e.length}push(n){this.#e.push(n);let t=this.#e.length-1;for(;t>0;){let r=t-1>>1;if(this.keyOf(this.#e[r])<=this.keyOf(this.#e[t]))break;[this.#e[r],this.#e[t]]=[this.#e[t],this.#e[r]],t=r}}pop(){let n=this.#e[0],t=this.#e.pop();if(this.#e.length>0){this.#e[0]=t;let r=0;for(;;){let o=2*r+1,s=o+1,a=r;if(o<this.#e.length&&this.keyOf(this.#e[o])<this.keyOf(this.#e[a])&&(a=o),s<this.#e.length&&this.keyOf(this.#e[s])<this.keyOf(this.#e[a])&&(a=s),a===r)break;[this.#e[a],this.#e[r]]=[this.#e[r],this.#e[a]],r=a}}return n}};function Hs(e,n,t,r){let o=Array.from({length:e},()=>[]),s=Array.from({length:e},()=>0),a=new Set;for(let[i,d]of n){if(i===d)continue;let p=`${i}>${d}`;a.has(p)||(a.add(p),o[i].push(d),s[d]=s[d]+1)}let l=new Et(t);for(let i=0;i<e;i++)s[i]===0&&l.push(i);let c=[];for(;l.size>0;){let i=l.pop();c.push(i);for(let d of o[i])s[d]=s[d]-1,s[d]===0&&l.push(d)}if(c.length!==e){let i=new Set;for(let p=0;p<e;p++)s[p]>0&&i.add(p);let d=[...i].map(r).join(`
  `);throw new Error(`dependency cycle among ${i.size} actions — this is a rule/emission bug, fix the rule (guardrail 4):
  ${d}`)}return c}var mi=new Set(ke),Ws=new Set(Ct),fi=(()=>{let e=new Map;for(let[n,t]of Dt){let r=e.get(n)??new Set;r.add(t),e.set(n,r)}return e})();function Ys(e,n,t,r,o,s=new Set,a=new Set,l=new Set,c){let i=[],d=new Map,p=(I,b)=>{let O=d.get(b);if(O!==void 0)return O;let R=new Set([b]),N=new Map([[b,void 0]]),x=[[I,b]],k,H=(C,U)=>{if(mi.has(C.kind))return!0;let T=u(C),L=d.get(T);return L===!0?!0:(L===!1||R.has(T)||(R.add(T),N.set(T,U),x.push([C,T])),!1)};for(;x.length>0&&k===void 0;){let[C,U]=x.pop();for(let L of o.outgoingEdges(C))if(L.kind==="depends"&&H(L.to,U)){k=U;break}if(k!==void 0)break;let T=fi.get(C.kind);if(T!==void 0){for(let L of o.childrenOf(C))if(T.has(L.id.kind)&&H(L.id,U)){k=U;break}}}if(k===void 0){for(let C of R)d.set(C,!1);return!1}for(let C=k;C!==void 0;C=N.get(C))d.set(C,!0);return!0},f=new Map,m=I=>{let b=u(I);return f.set(b,I),b},E=I=>{if(I.kind==="role"){let O=I.name;if(O.startsWith("pg_")||O==="PUBLIC"||a.has(O))return!0}if(I.kind==="schema"&&l.has(I.name))return!0;let b=I.schema;return b===void 0||!l.has(b)?!1:!o.has(I)},A=en(o),_=en(r),w=I=>{let b=A.get(I)??_.get(I);return b!==void 0&&b.some(O=>n.has(u(O))||r.has(O))},$=new Map;return e.forEach((I,b)=>{if(I.verb!=="alter")return;let O=I.consumes[0];if(O===void 0)return;let R=u(O),N=$.get(R)??[];N.push(b),$.set(R,N)}),e.forEach((I,b)=>{for(let N of I.releases){let x=t.get(m(N));x!==void 0&&x!==b&&i.push([b,x])}for(let N of I.consumes){let x=m(N),k=n.get(x);k!==void 0&&k!==b&&i.push([k,b]);let H=t.get(x);H!==void 0&&H!==b&&k===void 0&&i.push([b,H]);for(let C of A.get(x)??[]){let U=n.get(u(C));U!==void 0&&U!==b&&i.push([U,b])}for(let C of _.get(x)??[]){let U=t.get(u(C));U!==void 0&&U!==b&&i.push([b,U])}if(k===void 0&&!r.has(N)&&!E(N)&&!w(x))throw new Error(`missing requirement: action "${I.sql}" consumes ${x}, which neither exists on the target nor is produced by this plan${o.has(N)?" — a filter may be hiding its creation":""}`)}if(c!==void 0&&I.verb==="alter"){for(let N of I.consumes)if(!(!Ws.has(N.kind)||!o.has(N))&&p(N,u(N))){c.add(b);break}}let O=new Set(I.produces.map(N=>u(N)));for(let N of I.produces)if(m(N),!!o.has(N)){c!==void 0&&!c.has(b)&&Ws.has(N.kind)&&p(N,u(N))&&c.add(b);for(let x of o.outgoingEdges(N)){if(x.kind==="owner"&&s.has(b))continue;let k=m(x.to),H=n.get(k);if(H!==void 0&&H!==b)i.push([H,b]);else if(H===void 0){for(let C of $.get(k)??[]){if(C===b)continue;e[C].consumes.some(T=>O.has(u(T)))||i.push([C,b])}if(x.kind==="depends"&&!r.has(x.to)&&!E(x.to)&&!w(k))throw new Error(`missing requirement: action "${I.sql}" produces ${u(N)}, which depends on ${k} — neither produced by this plan nor present on the target${o.has(x.to)?" (a filter may be hiding its creation)":""}`)}}}let R=new Set(I.destroys.map(N=>u(N)));for(let N of I.destroys){let x=m(N),k=n.get(x);if(k!==void 0&&k!==b&&i.push([b,k]),!r.has(N))continue;for(let C of r.incomingEdgesByEncoded(x)){if(C.kind==="owner"&&s.has(b))continue;let U=m(C.from),T=t.get(U);if(T!==void 0&&T!==b)i.push([T,b]);else if(T===void 0&&o.has(C.from)){if(n.has(x))continue;if(!o.outgoingEdges(C.from).some(F=>u(F.to)===x)){for(let F of $.get(U)??[])F!==b&&i.push([F,b]);continue}throw new Error(`missing requirement: ${U} survives but depends on ${x}, which this plan drops without recreating`)}}for(let C of r.outgoingEdges(N)){let U=m(C.to);if(!t.has(U))for(let T of $.get(U)??[]){if(T===b)continue;e[T].releases.some(F=>R.has(u(F)))||i.push([b,T])}}let H=r.get(N);if(H?.parent!==void 0){let C=t.get(m(H.parent));C!==void 0&&C!==b&&i.push([b,C])}}}),i}function Js(e,n,t=An,r,o){let s=e[n],a=s.produces[0]??s.destroys[0]??s.consumes[0],l=(()=>{if(a===void 0)return 99;try{return t(a).weight}catch{return 99}})(),c=s.verb==="drop"?"0":"1",i=s.verb==="drop"?99-l:l,d=s.verb!=="drop"&&o?.has(n)===!0?"1":"0",p=(a!==void 0?r?.(a,s):void 0)??(a?u(a):"");return`${c}|${d}|${String(i).padStart(2,"0")}|${p}|${String(n).padStart(6,"0")}`}function Vs(e,n,t,r,o,s,a){let l=new Map;for(let[p,f]of t){let m=l.get(f)??[];m.push(p),l.set(f,m)}let c=new Map;e.forEach((p,f)=>{for(let m of p.produces){let E=u(m);c.has(E)||c.set(E,f)}});let i=new Set,d=new Map;for(let p=0;p<e.length;p++){let f=n[p],m=r[f];if(m===void 0)continue;let E=e[p];if(E.newSegmentBefore||E.transactionality!=="transactional")continue;let A=E.produces[0]?.kind==="constraint";if(A){if(a===void 0){if(m.executorSafe!==!0)continue}else if(a.exclude?.has(u(E.produces[0])))continue}let _=c.get(u(m.foldInto));if(_===void 0||_>=p)continue;let w=n[_];if(!o[w]||i.has(_))continue;let $=e[_];if($.verb!=="create"||$.newSegmentBefore)continue;let I=A&&a!==void 0,b=m.foldInto;if(!(l.get(f)??[]).some(R=>(d.get(R)??s[R])<=_?!1:I?e[s[R]].produces.some(k=>k.kind==="column"&&b.kind==="table"&&k.schema===b.schema&&k.table===b.name):!0)){$.sql=$.sql.endsWith("()")?`${$.sql.slice(0,-2)}(${m.clause})`:`${$.sql.slice(0,-1)}, ${m.clause})`,$.produces.push(...E.produces);for(let R of E.consumes)$.consumes.some(N=>u(N)===u(R))||$.consumes.push(R);E.dataLoss==="destructive"&&($.dataLoss="destructive"),$.rewriteRisk=$.rewriteRisk||E.rewriteRisk,i.add(p),d.set(f,_)}}return i.size>0?e.filter((p,f)=>!i.has(f)):[...e]}function Gs(e,n){let t=new Map;e.forEach((s,a)=>{if(s.verb==="create")for(let l of s.produces){let c=u(l);t.has(c)||t.set(c,{index:a,sql:s.sql,consumes:new Set(s.consumes.map(u))})}});let r=new Set;for(let s of e)for(let a of s.releases)r.add(u(a));let o=new Set;return e.forEach((s,a)=>{if(s.verb!=="drop"||s.destroys.length!==1)return;let l=s.destroys[0],c=u(l),i=t.get(c);i===void 0||i.index===a||i.sql===s.sql&&(r.has(c)||n.childrenOf(l).length>0||s.consumes.every(d=>i.consumes.has(u(d)))&&o.add(a))}),o.size>0?e.filter((s,a)=>!o.has(a)):[...e]}function Ks(e,n){let t=new Set;for(let s of e)if(s.verb==="drop")for(let a of s.destroys)t.add(u(a));let r=(s,a)=>{let l=s;for(;l!==void 0;){if(u(l)===a)return!0;l=n.get(l)?.parent}return!1},o=new Set;return e.forEach((s,a)=>{if(s.verb!=="drop"||s.destroys.length!==1)return;let l=s.destroys[0];if(l.kind!=="policy")return;let c=n.get(l)?.parent;if(c===void 0)return;let i=u(c);if(!t.has(i))return;n.outgoingEdges(l).some(p=>t.has(u(p.to))&&!r(p.to,i))||o.add(a)}),o.size>0?e.filter((s,a)=>!o.has(a)):[...e]}var gi={type:"USAGE",domain:"USAGE",language:"USAGE",function:"EXECUTE",procedure:"EXECUTE",aggregate:"EXECUTE"};function zs(e,n){if(e.length!==n.length)return!1;let t=new Set(e);return n.every(r=>t.has(r))}function hi(e,n,t){let r=ge(n.kind,"defaclObjtype");if(r===void 0)return!1;let o=n.kind==="schema"?null:n.schema??null;return e.facts().some(s=>{if(s.id.kind!=="defaultPrivilege")return!1;let a=s.id;return!(a.objtype!==r||a.schema!==null&&a.schema!==o||t!==void 0&&a.role!==t.role)})}function Xs(e,n,t){let r=new Set;for(let s of e)if(s.verb==="create")for(let a of s.produces)a.kind!=="acl"&&r.add(u(a));let o=new Set;for(let s of e){if(s.verb!=="create")continue;let a=s.produces.find(p=>p.kind==="acl");if(a===void 0||a.kind!=="acl"||!r.has(u(a.target)))continue;let l=n.get(a);if(l===void 0)continue;let c=l.payload;if((c.grantable??[]).length>0)continue;let i=c.privileges??[];if(hi(n,a.target,t))continue;if(a.grantee==="PUBLIC"){let p=gi[a.target.kind];p!==void 0&&i.length===1&&i[0]===p&&o.add(u(a));continue}let d=n.outgoingEdges(a.target).find(p=>p.kind==="owner");d!==void 0&&d.to.kind==="role"&&d.to.name===a.grantee&&c._ownerDefault!==void 0&&zs(i,c._ownerDefault)&&o.add(u(a))}return o.size===0?[...e]:e.filter(s=>!s.produces.some(a=>o.has(u(a)))&&!s.consumes.some(a=>o.has(u(a))))}function Qs(e,n,t){let r=new Map;for(let s of e)if(s.verb==="create")for(let a of s.produces)a.kind!=="acl"&&r.set(u(a),s);if(r.size===0)return[...e];let o=new Set;return e.forEach((s,a)=>{if(s.verb!=="alter"||s.produces.length>0||s.destroys.length>0||s.releases.length>0||s.newSegmentBefore||s.transactionality!=="transactional")return;let l=s.consumes.filter(m=>m.kind==="role"),c=s.consumes.filter(m=>m.kind!=="role");if(l.length!==1||c.length!==1)return;let i=c[0],d=l[0],p=r.get(u(i));if(!(p===void 0||ge(i.kind,"ownerAlterPrefix")===void 0||!n.outgoingEdges(i).some(m=>m.kind==="owner"&&m.to.kind==="role"&&m.to.name===d.name))&&!(t!==void 0&&!Ze(t,d.name))){if(i.kind==="schema"){if(p.newSegmentBefore||p.transactionality!=="transactional")return;let m=i.name;if(p.sql!==_n(m))return;p.sql=_n(m,d.name),p.consumes.some(E=>u(E)===u(d))||p.consumes.push(d),o.add(a);return}t!==void 0&&t.role===d.name&&o.add(a)}}),o.size>0?e.filter((s,a)=>!o.has(a)):[...e]}function Zs(e,n,t){let r=new Set;for(let c of e)if(c.verb==="create")for(let i of c.produces)i.kind!=="acl"&&r.add(u(i));if(r.size===0)return[...e];let o=n.facts().filter(c=>c.id.kind==="defaultPrivilege"),s=(c,i,d)=>{let p=ge(c.kind,"defaclObjtype");if(p===void 0)return!1;let f=c.kind==="schema"?null:c.schema??null;for(let m of o){let E=m.id;if(E.objtype!==p||E.grantee!==i||E.schema!==null&&E.schema!==f||t!==void 0&&E.role!==t.role)continue;let A=m.payload;if((A.grantable??[]).length>0)return!0;for(let _ of A.privileges??[])if(!d.has(_))return!0}return!1},a=new Set;for(let c of e)for(let i of c.consumes)i.kind==="acl"&&a.add(u(i));let l=new Set;return e.forEach((c,i)=>{if(c.verb!=="create")return;let d=c.produces.find(_=>_.kind==="acl");if(d===void 0||d.kind!=="acl"||!r.has(u(d.target)))return;let p=n.get(d);if(p===void 0)return;let f=p.payload,m=f.privileges??[];if(m.length===0||(f.grantable??[]).length>0)return;let E=u(d);if(!a.has(E))return;let A=n.outgoingEdges(d.target).find(_=>_.kind==="owner");A!==void 0&&A.to.kind==="role"&&A.to.name===d.grantee||s(d.target,d.grantee,new Set(m))||l.add(i)}),l.size>0?e.filter((c,i)=>!l.has(i)):[...e]}var bt=e=>e.kind==="acl";function eo(e,n){let t=new Set;for(let l of e)if(l.verb==="create")for(let c of l.produces)bt(c)&&t.add(u(c));let r=l=>{if(l.verb!=="create"||l.produces.length>0||l.destroys.length>0||l.releases.length>0||l.transactionality!=="transactional")return;let c=l.consumes.filter(bt);if(c.length!==1)return;let i=c[0];if(i.column!==void 0||t.has(u(i)))return;let d=n.get(i);if(d===void 0)return;let p=d.payload;if((p.grantable??[]).length>0)return;let f=p.privileges??[];if(f.length!==0&&l.sql===Ke(i.target,f,[i.grantee]))return{aclId:i,targetKey:u(i.target),privileges:f}},o=[],s=0;for(;s<e.length;){let l=e[s],c=r(l);if(c===void 0){o.push(l),s++;continue}let i=[c],d=s+1;for(;d<e.length;){let m=e[d];if(m.newSegmentBefore)break;let E=r(m);if(E===void 0||E.targetKey!==c.targetKey||!zs(E.privileges,c.privileges))break;i.push(E),d++}if(i.length===1){o.push(l),s++;continue}let p=[],f=new Set;for(let m=s;m<d;m++)for(let E of e[m].consumes){let A=u(E);f.has(A)||(f.add(A),p.push(E))}o.push({...l,sql:Ke(c.aclId.target,c.privileges,i.map(m=>m.aclId.grantee)),consumes:p}),s=d}let a=l=>bt(l)&&!t.has(u(l));return o.map(l=>l.consumes.some(a)?{...l,consumes:l.consumes.filter(c=>!a(c))}:l)}function no(e){let n={destructiveActions:e.filter(t=>t.dataLoss==="destructive").length,rewriteRiskActions:e.filter(t=>t.rewriteRisk).length,nonTransactionalActions:e.filter(t=>t.transactionality==="nonTransactional").length,lockClasses:{}};for(let t of e)n.lockClasses[t.lockClass]=(n.lockClasses[t.lockClass]??0)+1;return n}function to(e){let{actions:n,producerOf:t,destroyerOf:r,source:o,desired:s,renameActionIndices:a,foldHints:l,acceptsFolds:c,assumedRoleNames:i,assumedSchemaNames:d,capability:p,compact:f,foldConstraints:m,rulesForId:E}=e,A=new Set,_=Ys(n,t,r,o,s,a,i,d,A),w=(R,N)=>{if(N.verb!=="create"||R.kind!=="column")return;let x=s.get(R)?.payload._position;if(typeof x!="number")return;let k=R;return`column\0${k.schema}\0${k.table}\0${String(x).padStart(6,"0")}`},$=Hs(n.length,_,R=>Js(n,R,E,w,A),R=>n[R].sql),I=Array.from({length:n.length},()=>0);$.forEach((R,N)=>{I[R]=N});let b=$.map(R=>n[R]);for(let R=0;R<n.length;R++){if(n[R].transactionality!=="commitBoundaryAfter")continue;let N=Number.POSITIVE_INFINITY;for(let[x,k]of _){if(x!==R)continue;let H=I[k];H<N&&(N=H)}Number.isFinite(N)&&(b[N].newSegmentBefore=!0)}let O=f?eo(Qs(Zs(Xs(Ks(Gs(Vs(b,$,_,l,c,I,m),o),o),s,p),s,p),s,p),s):b;return{actions:O,safetyReport:no(O)}}var Ei=new Set([...ke,"extension","extensionIntent"]);function bi(e){let n=e;for(;"target"in n;)n=n.target;return n.kind}function ro(e){for(let n of e)for(let t of[n.produces,n.consumes,n.destroys,n.releases])for(let r of t)if(Ei.has(bi(r)))return!0;return!1}function so(e){let n=new Map;for(let{from:t,to:r}of e)t.id.kind==="role"&&r.id.kind==="role"&&n.set(t.id.name,r.id.name);return n}function ae(e,n){let t=r=>n.get(r)??r;switch(e.kind){case"role":return{...e,name:t(e.name)};case"membership":return{...e,role:t(e.role),member:t(e.member)};case"userMapping":return{...e,role:t(e.role)};case"defaultPrivilege":return{...e,role:t(e.role),grantee:t(e.grantee)};case"acl":return{...e,target:ae(e.target,n),grantee:t(e.grantee)};case"comment":return{...e,target:ae(e.target,n)};case"securityLabel":return{...e,target:ae(e.target,n)};default:return e}}function Si(e,n,t){if(e.kind!=="policy"||!Array.isArray(n.roles))return n;let r=n.roles;return r.every(o=>typeof o=="string")?{...n,roles:r.map(o=>t.get(o)??o).sort()}:n}function St(e,n){if(n.size===0)return e;let t=e.facts().map(a=>({id:ae(a.id,n),...a.parent===void 0?{}:{parent:ae(a.parent,n)},payload:Si(a.id,a.payload,n)})),r=e.edges.map(a=>({...a,from:ae(a.from,n),to:ae(a.to,n)})),o=new Set([...e.referenceOnly].map(a=>u(ae(ue(a),n)))),s=K(t,r,e.source,o,{allowDangling:ne});return s.diagnostics.push(...e.diagnostics),s}var yt=e=>`${u(e.from)}|${e.kind}|${u(e.to)}`;function oo(e,n){if(n.length===0)return e;let t=new Map(e.facts().map(a=>[u(a.id),a])),r=new Map(e.edges.map(a=>[yt(a),a]));for(let a of n)switch(a.verb){case"add":t.delete(u(a.fact.id));break;case"remove":t.set(u(a.fact.id),a.fact);break;case"set":{let l=u(a.id),c=t.get(l);if(c===void 0)break;let i={...c.payload,[a.attr]:a.from};t.set(l,{...c,payload:i});break}case"link":r.delete(yt(a.edge));break;case"unlink":r.set(yt(a.edge),a.edge);break}let o=new Map,s=[];for(let[a,l]of t){if(l.parent===void 0)continue;let c=u(l.parent);if(t.has(c)){let i=o.get(c);i===void 0?o.set(c,[a]):i.push(a)}else s.push(a)}for(;s.length>0;){let a=s.pop();if(t.delete(a))for(let l of o.get(a)??[])s.push(l)}for(let[a,l]of r){let c=t.has(u(l.from)),i=t.has(u(l.to));c&&i||c&&ne(l)||r.delete(a)}return K([...t.values()],[...r.values()],e.source,new Set,{allowDangling:ne})}function ao(e){let n=new Map,t=new Map,r=new Map;for(let o of e)if(o.verb==="remove")n.set(u(o.fact.id),o.fact);else if(o.verb==="add")t.set(u(o.fact.id),o.fact);else if(o.verb==="set"){let s=u(o.id),a=r.get(s)??[];a.push(o),r.set(s,a)}return{removed:n,added:t,setsByFact:r}}function yi(e,n,t,r){if(n.has(t)||!n.has(r)||n.rollupOf(r)!==e.rollupOf(r))return!1;let o=new Set(be(e,r).map(u)),s=c=>c.edges.filter(i=>o.has(u(i.to))).map(i=>`${u(i.from)}-[${i.kind}]->${u(i.to)}`).sort(),a=s(e),l=s(n);return a.length===l.length&&a.every((c,i)=>c===l[i])}function io(e,n,t,r){if(t?.policy&&xs(t.policy),t?.policy?.baseline!==void 0&&t.baseline===void 0)throw new Error(`plan: policy "${t.policy.id}" declares baseline "${t.policy.baseline}" but no resolved baseline was provided. Resolve it with resolveBaseline(policy, { pgMajor }) and pass it as options.baseline, so platform facts are actually subtracted — a declared baseline is never silently ignored.`);let o=[],s=ht(e,{policy:t?.policy,capability:t?.capability,baseline:t?.baseline,scope:t?.scope,defaultOwner:t?.defaultOwner,collectSuppression:k=>o.push({side:"source",suppression:k})}),a=ht(n,{policy:t?.policy,capability:t?.capability,baseline:t?.baseline,scope:t?.scope,defaultOwner:t?.defaultOwner,collectSuppression:k=>o.push({side:"desired",suppression:k})}),l=Se(s,a),{kept:c}=t?.policy?pt(l,t.policy,s,a):{kept:l},{removed:i,added:d}=ao(c),p=t?.renames??"off",f=[],m=[];if(p!=="off"){let k=Bs(i,d,s,a,r);f.push(...k);let H=new Set((t?.acceptRenames??[]).map(C=>`${u(C.from)}>${u(C.to)}`));for(let C of k){if(C.status!=="unambiguous")continue;let U=`${u(C.from)}>${u(C.to)}`;if(p==="prompt"&&!H.has(U))continue;let T=i.get(u(C.from)),L=d.get(u(C.to));m.push({from:T,to:L,sourceSubtree:be(s,C.from),desiredSubtree:be(a,C.to)})}}let E=so(m),A=St(s,E),_=St(a,E),w=Se(A,_),{kept:$,filtered:I}=t?.policy?pt(w,t.policy,A,_):{kept:w,filtered:[]},b=oo(_,I),{removed:O,added:R,setsByFact:N}=ao($),x=m.filter(({from:k,to:H})=>{if(k.id.kind==="role"&&H.id.kind==="role")return!0;let C=ae(k.id,E),U=ae(H.id,E);return O.has(u(C))&&R.has(u(U))&&yi(_,b,C,U)});for(let{from:k,to:H}of x){if(k.id.kind==="role"&&H.id.kind==="role")continue;let C=ae(k.id,E),U=ae(H.id,E);for(let T of be(A,C))O.delete(u(T));for(let T of be(_,U))R.delete(u(T))}return{physicalSource:s,source:A,desired:_,projectedDesired:b,deltas:$,filteredDeltas:I,removed:O,added:R,setsByFact:N,renameCandidates:f,acceptedRenames:x,projectionSuppressions:o}}function co(e){let{removed:n,setsByFact:t,source:r,desired:o,rulesForId:s}=e,a=new Set,l=new Map;for(let[p,f]of t){let m=o.get(f[0].id),E=s(m.id);for(let A of f){let _=E.attributes[A.attr];if(_===void 0)throw new Error(`rule table: kind '${m.id.kind}' has no rule for attribute '${A.attr}' (${p}) — extend the rule vocabulary (guardrail 3)`);if(_==="replace"){a.add(p);continue}if(_.replaceWhen?.(A.from,A.to,m)){a.add(p);continue}let w=_.rebuildsDependents?.(A.from,A.to);w===!0?l.set(p,null):Array.isArray(w)&&l.set(p,new Set(w))}}{let p=new Set([...n.keys(),...a]),f=new Set([...p,...l.keys()]),m=[...f];for(;m.length>0;){let E=m.pop();for(let A of r.incomingEdgesByEncoded(E)){let _=u(A.from);if(f.has(_))continue;let w=r.get(A.from);if(!(!w||!o.has(A.from))&&qs(w.id.kind)){if(!p.has(E)){let $=l.get(E);if($&&!$.has(w.id.kind))continue}a.add(_),p.add(_),f.add(_),m.push(_)}}}for(let E of a){let _=r.getByEncoded(E)?.parent;for(;_!==void 0;){if(a.has(u(_))){a.delete(E);break}_=r.get(_)?.parent}}}let c=p=>{let f=u(p);return n.has(f)||a.has(f)},i=new Map,d=p=>{let f=u(p.id),m=i.get(f);if(m)return m;let E=f,A=s(p.id),_=A.suppressible?.(p)??!0,w=p.parent;if(w!==void 0&&_){let $=c(w),I=A.metadata===!0||Ln(w.kind);$&&I&&(E=d(n.get(u(w))??r.get(w)))}return i.set(f,E),E};for(let p of n.values())d(p);for(let p of n.values()){let f=s(p.id).dropRootRedirect?.(p,c);if(f===void 0)continue;let m=u(f);i.set(u(p.id),i.get(m)??m)}return{replaceIds:a,dropRootOf:i}}var _i="0.2.0";function lo(e,n,t){let r=n.diagnostics.filter(v=>v.code===qe);if(r.length>0)throw new Error(`plan: the desired state declares intent the engine cannot key — name it so it can be managed:
`+r.map(v=>`  - ${v.message}`).join(`
`));let o=at(t?.intentRules),{physicalSource:s,source:a,desired:l,projectedDesired:c,deltas:i,filteredDeltas:d,removed:p,added:f,setsByFact:m,renameCandidates:E,acceptedRenames:A,projectionSuppressions:_}=io(e,n,t,o),w=Ms(e,n,_),$=new Set,I=new Set,b=new Set;for(let v of[...e.diagnostics,...n.diagnostics]){if(v.code!==an||v.subject===void 0)continue;let P=v.subject;$.add(u(P)),I.add(P.server),P.role!=="PUBLIC"&&b.add(P.role)}if($.size>0){let v=new Map;for(let P of i){let q=Ue(P),G=u(q);if($.has(G)){v.set(G,{id:q,relation:"mapping"});continue}if(P.verb==="remove"){q.kind==="server"&&I.has(q.name)?v.set(G,{id:q,relation:"server of an unreadable mapping"}):q.kind==="role"&&b.has(q.name)&&v.set(G,{id:q,relation:"role of an unreadable mapping"});continue}P.verb==="set"&&q.kind==="server"&&I.has(q.name)&&o(q).attributes[P.attr]==="replace"&&v.set(G,{id:q,relation:"server of an unreadable mapping (replaced)"})}if(v.size>0){let P=[...v.values()].map(({id:q,relation:G})=>{if(q.kind==="userMapping"){let le=q;return`${le.server}/${le.role} (mapping)`}return`${q.name} (${G})`}).sort();throw new Error(`plan: the state of these user mappings is unknown on one side (options unreadable via pg_user_mappings) — refusing to plan changes touching them, their containing server, or their mapped role; extract with a role that can read pg_user_mapping:
`+P.map(q=>`  - ${q}`).join(`
`))}}let O=t?.params??{};for(let v of Object.keys(O))if(!je.has(v))throw new Error(`plan: unknown serialize parameter '${v}' — the rule table declares ${[...je].join(", ")}`);let R=t?.policy?de(t.policy).serialize:[],N=new Set([...t?.policy?de(t.policy).assumedRoles:[],...t?.assumedRoles??[]]);for(let v of[a,l])for(let P of v.edges)P.kind==="owner"&&P.to.kind==="role"&&!v.has(P.to)&&N.add(P.to.name);let x=new Set([...t?.policy?de(t.policy).assumedSchemas:[],...t?.assumedSchemas??[]]),{replaceIds:k,dropRootOf:H}=co({removed:p,setsByFact:m,source:a,desired:l,rulesForId:o}),{actions:C,producerOf:U,destroyerOf:T,foldHints:L,acceptsFolds:F,renameActionIndices:W}=Us({source:a,desired:l,projectedDesired:c,removed:p,added:f,setsByFact:m,replaceIds:k,dropRootOf:H,acceptedRenames:A,deltas:i,params:O,serializeRules:R,capability:t?.capability,rulesForId:o}),{actions:M,safetyReport:B}=to({actions:C,producerOf:U,destroyerOf:T,source:a,desired:l,renameActionIndices:W,foldHints:L,acceptsFolds:F,assumedRoleNames:N,assumedSchemaNames:x,capability:t?.capability,compact:t?.compact!==!1,foldConstraints:t?.foldConstraints,rulesForId:o});return{formatVersion:1,engineVersion:_i,source:{fingerprint:s.rootHash},target:{fingerprint:c.rootHash},preamble:[{name:"search_path",value:"pg_catalog"},...t?.compact===!1||ro(M)?[{name:"check_function_bodies",value:"off"}]:[]],deltas:i,filteredDeltas:d,projectionAudit:w,...t?.policy?{policy:t.policy}:{},...t?.capability?{capability:t.capability}:{},...t?.profile?{profile:t.profile}:{},...t?.baselineMeta?{baseline:t.baselineMeta}:{},...t?.scope!==void 0&&t.scope!=="cluster"?{scope:t.scope}:{},...t?.defaultOwner!==void 0&&t?.scope!==void 0&&t.scope!=="cluster"?{defaultOwner:t.defaultOwner}:{},...t?.redactSecrets!==void 0?{redactSecrets:t.redactSecrets}:{},renameCandidates:E,...A.length>0?{acceptedRenames:A.map(v=>({from:v.from.id,to:v.to.id}))}:{},actions:M,safetyReport:B}}var Ai={materializedView:"materialized view",foreignTable:"foreign table",eventTrigger:"event trigger",fdw:"foreign data wrapper"},Oi={f:"foreign table",v:"view",m:"materialized view"},Ni=["schema","publication","eventTrigger","fdw","server","role"];function _t(e,n){let t=`${Q(e.schema??"")}.${Q(e.table??"")}`,[r,o]=[Q(e.name),Q(n.name)],s=Ai[e.kind]??e.kind;if(Ni.includes(e.kind))return[`alter ${s} ${r} rename to ${o}`];switch(e.kind){case"column":return[`alter ${Oi[e.arguments??""]??"table"} ${t} rename column ${r} to ${o}`];case"typeAttribute":return[`alter type ${t} rename attribute ${r} to ${o} cascade`];case"constraint":return[`alter ${e.arguments==="d"?"domain":"table"} ${t} rename constraint ${r} to ${o}`];case"trigger":case"policy":case"rule":return[`alter ${e.kind} ${r} on ${t} rename to ${o}`];case"enumValue":return[`alter type ${t} rename value ${po(e.name)} to ${po(n.name)}`];default:return wi(s,e,n)}}function wi(e,n,t){let o=["function","procedure","aggregate"].includes(n.kind)?`(${n.arguments??""})`:"",[s,a]=[Q(n.schema??""),Q(t.schema??"")],l=[];return n.name!==t.name&&l.push(`alter ${e} ${s}.${Q(n.name)}${o} rename to ${Q(t.name)}`),n.schema!==t.schema&&l.push(`alter ${e} ${s}.${Q(t.name)}${o} set schema ${a}`),l}function Q(e){return`"${e.replaceAll('"','""')}"`}function po(e){let n=e.replaceAll("'","''");return n.includes("\\")?`E'${n.replaceAll("\\","\\\\")}'`:`'${n}'`}function mo(e,n){let t=e.facts().flatMap(c=>Ri(c,n.get(c.id)));if(t.length===0)return{from:e,first:[],last:[]};let r=new Set(t.map(({id:c})=>u(c))),o=[...e.facts().filter(c=>!At(c,r,e)),...n.facts().filter(c=>At(c,r,n))],s=new Set(o.filter(c=>At(c,r,n)).map(({id:c})=>u(c))),a=new Set(o.map(({id:c})=>u(c))),l=[...e.edges.filter(c=>!s.has(u(c.from))),...n.edges.filter(c=>s.has(u(c.from)))].filter(c=>a.has(u(c.from))&&a.has(u(c.to)));return{from:K(o,l,e.source,e.referenceOnly),first:t.flatMap(({detach:c})=>c===null?[]:[c]),last:t.flatMap(({attach:c})=>c===null?[]:[c])}}function Ri(e,n){if(e.id.kind!=="table"||n===void 0)return[];let[t,r]=[uo(e),uo(n)];if(t?.text===r?.text||t===null&&r===null)return[];let o=`${Q(e.id.schema)}.${Q(e.id.name)}`;return[{id:e.id,detach:t===null?null:`alter table ${t.parent} detach partition ${o}`,attach:r===null?null:`alter table ${r.parent} attach partition ${o} ${r.bound}`}]}function uo({payload:e}){let n=j(e.partitionBound),t=e.parentTable;if(n===""||!xe(t))return null;let r=`${Q(j(t.schema))}.${Q(j(t.name))}`;return{parent:r,bound:n,text:`${r} ${n}`}}function At(e,n,t){for(let r=e;r!==void 0;){if(n.has(u(r.id)))return!0;r=r.parent===void 0?void 0:t.get(r.parent)}return!1}var xn=In,Ot=ft.policy??{id:"supabase"},fo=de(Ot),vn=fo.assumedSchemas,go=fo.assumedRoles,kn="supabase_migrations",Ti=["sluice_observe_end","sluice_observe_drop"],ho={id:"sluice",filter:[{match:{schema:[kn]},action:"exclude"},{match:{all:[{kind:"schema"},{name:[kn]}]},action:"exclude"},{match:{all:[{kind:"eventTrigger"},{name:[...Ti]}]},action:"exclude"}]};var Eo=["statistics","operator","cast","text search dictionary","text search configuration"],Nt="column setting";function yo(e,n){let t=bo(e,n),r=bo(n,e);return{first:t.filter(({kind:o})=>o!==Nt).toReversed().flatMap(({dropSql:o})=>o),last:[...r.filter(({kind:o})=>o!==Nt).flatMap(({createSql:o})=>o),...$i(e,n)]}}function bo(e,n){return[...e].filter(([t,{definition:r}])=>n.get(t)?.definition!==r).map(([,t])=>t).sort((t,r)=>Eo.indexOf(t.kind)-Eo.indexOf(r.kind))}function $i(e,n){return[...new Set([...e.keys(),...n.keys()])].flatMap(r=>{let[o,s]=[e.get(r),n.get(r)],a=s??o;if(a?.kind!==Nt)return[];let[l,c]=[So(o),So(s)];return["storage","compression","statistics"].flatMap(i=>{let d=c.get(i);if(d===l.get(i))return[];let p=d??(i==="statistics"?"-1":"default"),f=`alter column ${Q(a.name)} set ${i} ${p}`;return[`alter table ${Q(a.schema??"")}.${Q(a.table??"")} ${f}`]})})}function So(e){let n=(e?.definition??"").split(", ").filter(t=>t!=="");return new Map(n.map(t=>[t.slice(0,t.indexOf(" ")),t.slice(t.indexOf(" ")+1)]))}async function _o(e,n){let t=yo(e.unmodelled,n.unmodelled),r=e.view.rootHash===n.view.rootHash?[]:await Ii(e,n);return[...t.first,...r,...t.last]}async function Ii(e,n){let t=mo(e.view,n.view);try{let{actions:r}=lo(t.from,n.view,await ki()),o=Li(r).map(({sql:s})=>s);return[...t.first,...o,...t.last]}catch(r){throw new Ne("schema-unreadable",{message:`No statements could be found that lead from one schema to the other: ${sn(r)}`,remedy:"Write the way back by hand: supabase/rollbacks/<version>_<name>.sql.",cause:r})}}function Li(e){let n=new Set(e.filter(({verb:t})=>t==="create").flatMap(({produces:t})=>t.map(r=>u(r))));return e.filter(({sql:t,consumes:r})=>!/ OWNER TO "postgres"$/u.test(t)||!r.some(o=>n.has(u(o))))}async function ki(){let e=new on.Pool({max:1}),n=await ut(e,{id:"supabase-extensions",handlers:xn}),{intentRules:t}=n.planOptions;return{assumedSchemas:[...vn],assumedRoles:[...go],...t===void 0?{}:{intentRules:t}}}var xi={r:"table",p:"table",v:"view",m:"materializedView",i:"index",I:"index",S:"sequence",f:"foreignTable"},vi=`
with user_namespace as (
  select oid, nspname from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'
)
select 'n/' || oid as id, 'schema' as kind, null as schema, null as "table", nspname as name, null as arguments, false as inherited
from user_namespace
union all
select 'c/' || c.oid, c.relkind::text, n.nspname, t.relname, c.relname, null, false
from pg_catalog.pg_class c join user_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_index i on i.indexrelid = c.oid
left join pg_catalog.pg_class t on t.oid = i.indrelid
where c.relkind in ('r','p','v','m','i','I','S','f')
  and not exists (select 1 from pg_catalog.pg_constraint k where k.conindid = c.oid and k.conrelid <> 0 and k.contype in ('p','u','x'))
union all
select 'c/' || c.oid || '/' || a.attnum, case c.relkind when 'c' then 'typeAttribute' else 'column' end,
  n.nspname, c.relname, a.attname, c.relkind::text, a.attinhcount > 0
from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join user_namespace n on n.oid = c.relnamespace
where a.attnum > 0 and not a.attisdropped and c.relkind in ('r','p','f','v','m','c')
union all
select 'k/' || k.oid, 'constraint', n.nspname, coalesce(c.relname, t.typname), k.conname, case when t.oid is null then null else 'd' end, false
from pg_catalog.pg_constraint k join user_namespace n on n.oid = k.connamespace
left join pg_catalog.pg_class c on c.oid = k.conrelid
left join pg_catalog.pg_type t on t.oid = k.contypid and k.conrelid = 0
where k.contype <> 'n' and k.conparentid = 0 and k.coninhcount = 0 and (c.oid is not null or t.oid is not null)
union all
select 't/' || t.oid, 'trigger', n.nspname, c.relname, t.tgname, null, false
from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join user_namespace n on n.oid = c.relnamespace
where not t.tgisinternal and t.tgparentid = 0
union all
select 'p/' || p.oid, 'policy', n.nspname, c.relname, p.polname, null, false
from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid join user_namespace n on n.oid = c.relnamespace
union all
select 'r/' || r.oid, 'rule', n.nspname, c.relname, r.rulename, null, false
from pg_catalog.pg_rewrite r join pg_catalog.pg_class c on c.oid = r.ev_class join user_namespace n on n.oid = c.relnamespace
where r.rulename <> '_RETURN'
union all
select 'y/' || t.oid, case when t.typtype = 'd' then 'domain' else 'type' end, n.nspname, null, t.typname, null, false
from pg_catalog.pg_type t join user_namespace n on n.oid = t.typnamespace
left join pg_catalog.pg_class c on c.oid = t.typrelid
where t.typtype in ('e','d','r') or (t.typtype = 'c' and c.relkind = 'c')
union all
select 'e/' || e.oid, 'enumValue', n.nspname, t.typname, e.enumlabel, null, false
from pg_catalog.pg_enum e join pg_catalog.pg_type t on t.oid = e.enumtypid join user_namespace n on n.oid = t.typnamespace
union all
select 'f/' || f.oid, case f.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end, n.nspname, null, f.proname,
  pg_catalog.pg_get_function_identity_arguments(f.oid), false
from pg_catalog.pg_proc f join user_namespace n on n.oid = f.pronamespace
union all
select 'l/' || l.oid, 'collation', n.nspname, null, l.collname, null, false
from pg_catalog.pg_collation l join user_namespace n on n.oid = l.collnamespace
union all
select 's/' || s.oid, 'statistics', n.nspname, null, s.stxname, null, false
from pg_catalog.pg_statistic_ext s join user_namespace n on n.oid = s.stxnamespace
union all
select 'g/' || g.oid, 'text search configuration', n.nspname, null, g.cfgname, null, false
from pg_catalog.pg_ts_config g join user_namespace n on n.oid = g.cfgnamespace
union all
select 'd/' || d.oid, 'text search dictionary', n.nspname, null, d.dictname, null, false
from pg_catalog.pg_ts_dict d join user_namespace n on n.oid = d.dictnamespace
union all
select 'u/' || oid, 'publication', null, null, pubname, null, false from pg_catalog.pg_publication
union all
select 'v/' || oid, 'eventTrigger', null, null, evtname, null, false from pg_catalog.pg_event_trigger
union all
select 'w/' || oid, 'fdw', null, null, fdwname, null, false from pg_catalog.pg_foreign_data_wrapper
union all
select 'x/' || oid, 'server', null, null, srvname, null, false from pg_catalog.pg_foreign_server
union all
select 'o/' || oid, 'role', null, null, rolname, null, false from pg_catalog.pg_roles where rolname !~ '^pg_'
`;async function Ao(e){let{rows:n}=await e.query(vi);return new Map(n.map(({id:t,kind:r,...o})=>[t,{...o,kind:xi[r]??r}]))}function wt({kind:e,schema:n,table:t,name:r,arguments:o}){return Di.includes(e)?JSON.stringify(["relation",n,r]):Ci.includes(e)?JSON.stringify(["routine",n,r,o]):JSON.stringify([e,n,t,r])}var Ci=["function","procedure","aggregate"],Di=["table","view","materializedView","index","sequence","foreignTable","type","domain"];var ji=`
select p.polrelid::text as "from", p.oid::text as policy, p.polname as name, c.relname as "table", n.nspname as schema, m[1] as "to",
  array(select role::text from unnest(p.polroles) role where role = 0
    or not exists (select 1 from pg_catalog.pg_roles r where r.oid = role and (r.rolbypassrls or r.rolsuper))) as roles
from pg_catalog.pg_policy p
join pg_catalog.pg_class c on c.oid = p.polrelid and c.relrowsecurity
join pg_catalog.pg_namespace n on n.oid = c.relnamespace,
lateral regexp_matches(coalesce(p.polqual::text, ''), ':relid (\\d+)', 'g') m
where p.polcmd in ('r', '*')
union
select r.ev_class::text, null, null, c.relname, n.nspname, m[1], array['0']
from pg_catalog.pg_rewrite r
join pg_catalog.pg_class c on c.oid = r.ev_class and c.relkind = 'v'
  and coalesce(c.reloptions, '{}') && array['security_invoker=true','security_invoker=on','security_invoker=1','security_invoker=yes']
join pg_catalog.pg_namespace n on n.oid = c.relnamespace,
lateral regexp_matches(r.ev_action::text, ':relid (\\d+)', 'g') m
where m[1] <> r.ev_class::text`;async function Oo(e){let{rows:n}=await e.query(ji),t=new Map(n.map(({from:o,schema:s,table:a})=>[o,`${s}.${a}`])),r=new Map;for(let o of new Set(n.flatMap(({roles:s})=>s))){let s=n.filter(({roles:l})=>l.includes(o)||l.includes("0")),a=new Map;for(let{from:l,to:c}of s)a.set(l,(a.get(l)??new Set).add(c));for(let{policy:l,name:c,schema:i,table:d,from:p,to:f}of s){if(l===null||c===null||!Mi(a,f,p))continue;let m=t.get(f)??`${i}.${d}`;r.set(l,{rule:"policy-recursion",kind:"policy",schema:i,table:d,name:c,detail:m})}}return[...r.values()]}function Mi(e,n,t){let r=new Set,o=[n];for(let s=o.pop();s!==void 0;s=o.pop()){if(s===t)return!0;r.has(s)||(r.add(s),o.push(...e.get(s)??[]))}return!1}var Fi=["anon","authenticated"],No=`
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
)`,Pi=`${No}
select 'rls-disabled' as rule, 'table' as kind, nspname as schema, null as "table", relname as name, '' as detail
from relation where relkind in ('r','p') and not relrowsecurity and reachable
union all
select 'rls-without-policy', 'table', nspname, null, relname, ''
from relation c where relkind in ('r','p') and relrowsecurity and reachable
  and not exists (select 1 from pg_catalog.pg_policy p where p.polrelid = c.oid)
union all
select 'definer-without-search-path', 'function', n.nspname, null,
  f.proname || '(' || pg_catalog.pg_get_function_identity_arguments(f.oid) || ')', ''
from pg_catalog.pg_proc f join pg_catalog.pg_namespace n on n.oid = f.pronamespace
where f.prosecdef and n.nspname <> all ($2::text[]) and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select 1 from unnest(coalesce(f.proconfig, '{}')) setting where setting like 'search_path=%')
  and not exists (select 1 from member m where m.classid = 'pg_catalog.pg_proc'::regclass and m.objid = f.oid)
union all
select * from (
  with recursive reached (view, read) as (
    select v.oid, d.read from relation v join reads d on d.rewritten = v.oid where v.relkind in ('v','m') and v.reachable
      and not (v.relkind = 'v' and coalesce(v.reloptions, '{}') && array['security_invoker=true','security_invoker=on','security_invoker=1','security_invoker=yes'])
    union
    select r.view, d.read from reached r join reads d on d.rewritten = r.read
  )
  select case v.relkind when 'm' then 'materialized-view-exposed' else 'view-bypasses-rls' end,
    case v.relkind when 'm' then 'materializedView' else 'view' end, v.nspname, null, v.relname,
    string_agg(distinct tn.nspname || '.' || t.relname, ', ')
  from reached r
  join relation v on v.oid = r.view
  join pg_catalog.pg_class t on t.oid = r.read and t.relkind in ('r','p') and t.relrowsecurity
  join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
  group by v.relkind, v.nspname, v.relname
) bypassing`,Bi=`${No}, open (policy, command, wish) as (
  select p.oid, 'INSERT', 'insert any row' from pg_catalog.pg_policy p
    where p.polcmd in ('a','*') and coalesce(pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), pg_catalog.pg_get_expr(p.polqual, p.polrelid)) = 'true'
  union all
  select p.oid, 'UPDATE', 'update every row' from pg_catalog.pg_policy p
    where p.polcmd in ('w','*') and pg_catalog.pg_get_expr(p.polqual, p.polrelid) = 'true'
  union all
  select p.oid, 'DELETE', 'delete every row' from pg_catalog.pg_policy p
    where p.polcmd in ('d','*') and pg_catalog.pg_get_expr(p.polqual, p.polrelid) = 'true'
)
select 'policy-open-for-writes' as rule, 'policy' as kind, n.nspname as schema, c.relname as "table", p.polname as name,
  string_agg(o.wish, ', ' order by o.command) as detail
from open o
join pg_catalog.pg_policy p on p.oid = o.policy and p.polpermissive
join pg_catalog.pg_class c on c.oid = p.polrelid and c.relrowsecurity
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where (n.nspname in (select nspname from exposed) or n.nspname = 'storage')
  and exists (select 1 from api_role r where (0 = any (p.polroles) or r.oid = any (p.polroles))
    and case when o.command = 'DELETE' then pg_catalog.has_table_privilege(r.oid, c.oid, 'DELETE')
        else pg_catalog.has_any_column_privilege(r.oid, c.oid, o.command) end
    and not exists (select 1 from pg_catalog.pg_policy narrow
      where narrow.polrelid = c.oid and not narrow.polpermissive
        and narrow.polcmd in ('*', case o.command when 'INSERT' then 'a' when 'UPDATE' then 'w' else 'd' end)
        and (0 = any (narrow.polroles) or r.oid = any (narrow.polroles))))
group by n.nspname, c.relname, p.polname`;async function wo(e,n){let t=[n,vn,Fi],{rows:r}=await e.query(Pi,t),{rows:o}=await e.query(Bi,t);return[...r,...o,...await Oo(e)]}import{createHash as qi}from"node:crypto";var tn=class{view;identities;unmodelled;#e=null;#n=null;constructor(n,t,r){this.view=n,this.identities=t,this.unmodelled=r}get managed(){return this.#e??=Pe(this.view,Ot),this.#e}get fingerprint(){let n=qi("sha256").update(this.view.rootHash);for(let[t,r]of[...this.unmodelled].sort(([o],[s])=>o<s?-1:1))n.update(`
${t}
${r.definition}`);return n.digest("hex")}columnId(n,t,r){return this.#n??=new Map([...this.identities].flatMap(([o,s])=>s.kind==="column"?[[Ro(s.schema,s.table,s.name),o]]:[])),this.#n.get(Ro(n,t,r))??null}};function Ro(e,n,t){return JSON.stringify([e,n,t])}function pe(e){if(e instanceof tn)return e;throw new Ne("internal",{message:"A snapshot was handed in that the schema room did not make.",remedy:"Report this with the output of the run."})}var Rt=class{#e;constructor(n){this.#e=n}async read(){return await To(async()=>{let{factBase:n}=await bn(this.#e,{handlers:xn});return await this.#n(async t=>{let r=await Ao(t),o=await cr(t,kn);return new tn(Pe(n,ho),r,o)})})}async security(n){return await To(()=>this.#n(t=>wo(t,n)))}async#n(n){let t=await this.#e.connect();try{return await n(t)}finally{t.release()}}async[Symbol.asyncDispose](){await this.#e.end()}};async function $o(e){let n=new on.Pool({...e,max:1,idleTimeoutMillis:0,options:"-c search_path="});return n.on("error",()=>{}),new Rt(n)}async function To(e){try{return await e()}catch(n){throw n instanceof Ne?n:new Ne("schema-unreadable",{message:`The catalog of the database could not be read: ${sn(n)}`,remedy:"Run again; if it stays, report it with the migrations that lead there.",cause:n})}}function ko(e,n){let t=new Map;for(let[o,s]of n)Io(s)&&t.set(Lo(s),{id:o,address:s});let r=[];for(let[o,s]of e){if(!Io(s)||n.has(o))continue;let a=t.get(Lo(s));a===void 0||e.has(a.id)||s.kind==="column"&&!Ui(o,a.id)||r.push({verb:"alter",kind:s.kind,schema:s.schema,table:s.table,name:s.name,from:null,details:["dropped and created anew"],destroysData:!0,column:null,unmodelled:null})}return r}function Io({kind:e,arguments:n}){return e==="table"||e==="column"&&(n==="r"||n==="p")}function Lo({kind:e,schema:n,table:t,name:r}){return JSON.stringify([e,n,t,r])}function Ui(e,n){return e.split("/")[1]===n.split("/")[1]}function vo(e,n){let t=Hi(e,n),r=new Map([...n].map(([l,c])=>[wt(c),l])),o=new Tt(n),s=[],a=[];for(let l of[0,1,2]){let[c,i]=[[],[]];for(let d of t.filter(({is:p})=>Yi(p.kind)===l)){let p=r.get(wt(d.goal));if(p!==void 0&&p!==d.id&&!e.has(p)){let E=n.get(p);if(E!==void 0){let A={...E,name:o.next()};c.push({from:E,to:A}),a.push(xo(Wi(A,t),E))}}let f=p!==void 0&&p!==d.id&&e.has(p),m=f?{...d.is,name:o.next()}:d.is;f&&c.push({from:d.is,to:m}),i.push({from:m,to:d.goal})}s.push(...c,...i)}return{renames:t.map(({was:l,is:c})=>xo(l,c)),parked:a,inverse:s.flatMap(({from:l,to:c})=>_t(l,c)),forward:s.toReversed().flatMap(({from:l,to:c})=>_t(c,l))}}function Hi(e,n){let t=new Map;for(let[o,{kind:s,name:a}]of e){let l=s==="schema"?n.get(o):void 0;l!==void 0&&t.set(a,l.name)}let r=[];for(let[o,s]of e){let a=n.get(o);if(a===void 0||a.kind!==s.kind||a.inherited)continue;let c=s.table===null&&s.schema!==null&&a.schema!==(t.get(s.schema??"")??s.schema);if(s.name===a.name&&!c)continue;let i=c?t.get(s.schema??"")??s.schema:a.schema;r.push({id:o,was:s,is:a,goal:{...a,schema:i,name:s.name}})}return r}function Wi(e,n){let t=n.find(({is:o})=>o.name===e.table&&o.schema===e.schema&&o.table===null),r=n.find(({is:o})=>o.kind==="schema"&&o.name===e.schema);return{...e,table:t?.was.name??e.table,schema:t?.was.schema??r?.was.name??e.schema}}function xo(e,n){return{kind:n.kind,before:{schema:e.schema,table:e.table,name:e.name},after:{schema:n.schema,table:n.table,name:n.name}}}function Yi(e){return e==="schema"?2:["column","typeAttribute","constraint","trigger","policy","rule","enumValue"].includes(e)?0:1}var Tt=class{#e;#n=0;constructor(n){this.#e=new Set([...n.values()].map(({name:t})=>t))}next(){do this.#n+=1;while(this.#e.has(`sluice_meanwhile_${this.#n}`));return`sluice_meanwhile_${this.#n}`}};function Nm(){return{open:$o,renames:(e,n)=>vo(pe(e).identities,pe(n).identities),compare:(e,n)=>pr(pe(e),pe(n)),recreated:(e,n)=>ko(pe(e).identities,pe(n).identities),planSql:(e,n)=>_o(pe(e),pe(n)),diagram:(e,n,t)=>It(pe(e).view,pe(n).view,t)}}export{Nm as createSchemaPort};

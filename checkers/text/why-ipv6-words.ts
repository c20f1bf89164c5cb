import type { Vocabulary } from './vocabulary.ts';
import type { Phrases } from './words.ts';

/** English words, and those that other languages use too. `word*` stands for all that begin so. */
const english: Vocabulary = {
  container: `container containers pod pods service services app apps application applications instance instances workload workloads webserver webservers
    webservice webservices microservice microservices daemon daemons site sites website websites`,
  each: `each every everyone everything everybody all both several multiple ten dozens thousands hundreds `,
  own: `own unique uniquely separate individual dedicated distinct different personal public global globally routable real private`,
  addr: `address addresses ip ips gua guas addressing`,
  space: `prefix prefixes subnet subnets range space`,
  port: `port ports portnumber portnumbers`,
  nat: `nat natting napt nat44 nat66 masquerade masquerading masqueraded masquerades translate translates translated translating translation translations rewrite rewrites rewritten rewriting pat snat dnat`,
  forward: `forward forwards forwarded forwarding forwarder portforwarding portforward map maps mapped mapping mappings publish publishing published publishes expose exposed exposing redirect*
    portmapping redirection redirections`,
  proxy: `proxy proxies proxying proxied rootlessport`,
  hide: `hide hides hidden hiding`,
  share: `share shares shared sharing`,
  same: `same identical standard usual normal default well-known equal`,
  portnum: `80 443`,
  oddport: `8080 8081 8082 8443 8888 8000 9000 4443`,
  odd: `odd strange unusual nonstandard non-standard alternative awkward weird random`,
  conflict: `conflict conflicts conflicting clash clashes clashing collide collides collision collisions compete competes competing fight fights fighting
    juggle juggling contention`,
  have: `have has had having get gets got getting receive receives received obtain obtains possess possesses carry carries give gives given giving assign
    assigns assigned assigning allocate allocates allocated provide provides provided owns acquire acquires hold holds =`,
  need: `need nead ned nessesary nesessary neccesary neccessary needs needed necessary required require requires requiring must use uses used using still depend depends depending rely relies relying remains
    remain force forces forced mandatory necessity`,
  reach: `reach reaches reached reachable reaching reachability accessible access accessed accessing connect connects connected connectivity connection
    connections contact contacted talk talks talking visible communicate communicates communicating communication available addressable`,
  direct: `direct directly straight immediately `,
  outside: `outside internet externally external anywhere world wan everywhere remote remotely public`,
  member: `member members citizen citizens participant participants host's`,
  net: `lan network networks net internet`,
  auto: `automatic automatically autoconfiguration autoconfigure autoconfigures autoconfigured autoconfiguring auto-configur* autoconf autoassign* automate automated automates automation selfconfigur* self-configur* self-assign* stateless
    dynamically autonomously autonomous plug-and-play`,
  slaac: `slaac`,
  self: `itself themselves oneself themself itselves`,
  form: `form forms formed forming configure configures configured configuring configuration pick picks picking picked choose chooses generate generates
    generated generating create creates created build builds built derive derives derived derivation make makes making compute computes invent invents
    construct constructs`,
  router: `router routers ra ras advertise advertises advertised advertisement advertisements announce announces announced announcement announcements`,
  dhcp: `dhcp dhcpv4 dhcpv6`,
  manual: `manual manually static statically`,
  enough: `enough sufficient sufficiently plenty plentiful abundance abundant abundantly ample unlimited limitless endless infinite infinitely countless unbounded inexhaustible`,
  big: `big bigger large larger huge vast enormous immense gigantic massive`,
  many: `many more lot lots`,
  huge: `billions trillions millions quintillion quintillions billion trillion million 2^64 2^128 2**64 2**128`,
  few: `few fewer scarce scarcity rare short shortage shortages lack lacks lacking exhaust exhausted exhaustion deplete depleted depletion insufficient`,
  limit: `limit limits limited limitation limitations restrict* bottleneck constrain* cap capped`,
  scale: `scale scales scaled scaling scalable scalability scaleable`,
  not: `not never rarely seldom scarcely nobody neither nor hardly doubt myth false untrue wrong barely fail fails failed`,
  no: `no none nothing noone zero`,
  without: `without unless minus`,
  avoid: `avoid avoids avoided avoiding avoidance eliminate eliminates eliminated eliminating elimination remove removes removed removing skip skips skipping bypass bypasses
    bypassed bypassing drop drops dropped dropping abolish* prevent prevents end ends ended stop stops stopped escape escapes
    spare spares spared save saves solve solves solved fix fixes overcome overcomes dispens* ditch* forget lose loses lost deny denies denied`,
  gone: `obsolete unnecessary unneeded needless superfluous redundant disappear disappears disappeared vanish vanishes vanished gone impossible history past dead
    unrequired dispensable avoidable`,
  only: `only solely exclusively`,
  kernel: `kernel kernels`,
  namespace: `namespace namespaces netns`,
  mac: `mac ethernet`,
  encrypt: `encrypt encrypts encrypted encryption encrypting ipsec`,
  packet: `packet packets traffic`,
  topic: `secure security safe safer protect protects protected protection faster speed performance overhead firewall firewalls stack layer bridge
    veth interface interfaces dns name names hostname log logs gateway`,
  may: `maybe perhaps possibly dunno unsure guess suppose probably`,
  // What ends as adverbs do, and is none.
  x: `difference family reply supply italy july assembly butterfly`,
  contrast: `but while whereas although though however yet`,
  link: `so because cause cuz coz bc since which when hence thus therefore`,
  and: `and plus`,
  v4: `ipv4 ip4 v4`,
  v6: `ipv6 ip6 v6`,
  of: `of`,
  in: `in on at for from by to with within into under behind between among across over through via per than as against inside onto towards beyond
    during after before about around up off out w down`,
  do: `is are was were be been being am do does did done can could will would shall should might may become becomes became run runs running ran serve serves
    served serving listen listens listening bind binds bound work works working keep keeps kept start starts started starting let lets allow allows allowed allowing
    enable enables enabled enabling permit permits want wants know knows say says said see sees seen mean means go goes going come comes coming take takes taken
    took put puts set sets type types typed enter enters change changes changed help helps offer offers bring brings support supports deal happen happens handle
    manage manages hosting deploy deploys add adds added adding exist exists happens remember think find finds show shows learn learns tell tells told
    hear hears simplify simplifies restore restores point points named send cause causes caused increase increases improve improves send sends sent behave live lives sit sits
    try tries ask asks count counts grow grows fit fits last lasts speak speaks turn turns look looks feel leave leaves left break breaks pass passes fall
    ship stay stays follow follows request requests used invent hand handed notice depend find found entered opened open ping fiddle touch supposed believe true`,
  one: `one ones i you we they it he she who whoever people u ya me us them him her anybody anyone someone somebody anything something`,
  fn: `a an the this that these those there here or if then where what whose why how its their his my your our it's very too also even just simply
    really quite rather easily always ever often now again already once almost nearly away anyway else such like together instead other others another
    any some much most least less fewest ther thier evry  time times second first two three four five six eight 1 2 3 4 5 10 100 1000 10000 thanks due reason reasons new good better best great nice easy easier simple simpler simplest simply hard difficult full proper properly
    whole single certain simultaneously concurrently parallel side ok okay well yes possible able course opinion view mind
    longer whatever regardless enormously completely entirely totally fully truly actually basically generally normally usually typically
    later soon today long back next main advantage advantages benefit benefits useful modern upstream unicast`,
  host: `host hosts machine machines computer computers laptop pi raspberry phone`,
  person: `user users admin administrator admins developer developers client clients student students teacher customer customers`,
  framework: `docker podman incus lxd kubernetes k8s`,
  thing: `server servers web http https tcp udp linux
    way ways problem problems issue issues trouble administration
    firewall-rule rule rules hardware world reverse balancer load thing things number numbers part parts system systems framework frameworks engine node nodes homelab lab
    environment data cost costs work effort pain setup management  process case cases kind kinds option options bit bits bytes level end 
    page pages link node's person life device devices box boxes vm vms cluster clusters cloud company protocol protocols version versions
    middle place name url urls domain tricks trick hacks hack workaround workarounds list table tables lookup operator operators owner protocol
    provider isp pool size volume infrastructure backend backends frontend database databases team question`,
};

const german: Vocabulary = {
  container: `container containern containers dienst dienste diensten anwendung anwendungen webserver webservern instanz instanzen`,
  each: `jeder jede jedes jedem jeden jeweils alle allen aller mehrere mehreren beide viele-container zehn beliebige sämtliche jeglicher`,
  own: `eigene eigenen eigener eigenes eigenem eindeutige eindeutigen öffentliche öffentlichen globale globalen weltweit routbare unterschiedliche
    unterschiedlichen verschiedene verschiedenen individuelle separate eigenständige einzigartige`,
  addr: `adresse adressen ip-adresse ip-adressen ips adressierung`,
  space: `adressraum präfix präfixe prefix subnetz`,
  port: `port ports portnummer portnummern`,
  nat: `nat adressübersetzung adressumsetzung übersetz* umsetzung`,
  forward: `portweiterleitung portweiterleitungen portfreigabe portfreigaben weiterleiten weitergeleitet weiterleitung weiterleitungen freigeben
    freigegeben portmapping durchgereicht umleiten portumleitung`,
  hide: `versteckt verstecken verbirgt verborgen`,
  share: `teilen teilt geteilt gemeinsame gemeinsam gemeinsamen`,
  same: `gleiche gleichen gleicher derselbe dieselbe dieselben denselben demselben selben selbe`,
  conflict: `portkonflikt portkonflikte portkonflikten konflikt konflikte konflikten kollidieren kollision kollisionen streiten streit`,
  have: `hat haben hatte habe bekommt bekommen erhält erhalten besitzt besitzen kriegt kriegen zugewiesen zuweisen vergeben bekäme haben`,
  need: `braucht brauchen brauche benötigt benötigen nötig notwendig erforderlich muss müssen muß verwendet verwenden immer-noch weiterhin`,
  reach: `erreichbar erreichen erreicht ansprechbar ansprechen angesprochen zugreifen zugänglich erreichbarkeit verbinden`,
  direct: `direkt direkte unmittelbar`,
  outside: `außen aussen draußen internet überall`,
  net: `netz netzwerk lan`,
  auto: `automatisch automatische selbständig selbstständig autokonfiguration`,
  self: `selbst selber`,
  form: `konfiguriert konfigurieren bilden bildet gebildet erzeugen erzeugt vergeben konfiguration generieren generiert`,
  router: `router routers ankündigung ankündigungen`,
  manual: `hand manuell händisch`,
  enough: `genug genügend ausreichend unendlich unbegrenzt reichlich`,
  big: `groß gross große großer riesig riesige riesiger`,
  many: `viele mehr`,
  huge: `milliarden millionen trillionen`,
  few: `wenige wenig knapp mangel knappheit adressmangel adressknappheit adressenmangel`,
  runout: `ausgehen erschöpft`,
  limit: `begrenzt beschränkt begrenzung`,
  scale: `skaliert skalieren skalierbar skalierbarkeit`,
  not: `nicht nie niemals niemand weder noch`,
  no: `kein keine keinen keiner keinem keines nichts`,
  without: `ohne`,
  avoid: `vermeidet vermeiden spart erspart verzichten umgeht`,
  gone: `entfällt entfallen überflüssig unnötig wegfällt verschwindet obsolet unmöglich`,
  only: `nur ausschließlich`,
  namespace: `namensraum namensräume`,
  encrypt: `verschlüsselt verschlüsseln verschlüsselung`,
  contrast: `aber während obwohl sondern wobei hingegen dagegen`,
  link: `weil da deshalb daher darum wenn denn sodass somit`,
  and: `und`,
  topic: `sicher sicherer sicherheit schneller geschwindigkeit`,
  may: `vielleicht eventuell vermutlich`,
  in: `in im an am auf für aus bei beim mit zu zum zur über unter hinter zwischen durch per pro nach zwecks dank`,
  of: `von vom`,
  do: `ist sind war waren wird werden wurde kann können könnte darf dürfen soll sollen will wollen läuft laufen macht machen geht gehen gibt lauschen
    benutzen benutzt nutzen nutzt bleibt bleiben laesst lässt lassen eintragen weiß tun betreiben läuft starten gestartet lasst`,
  one: `man ich du wir ihr sie er es jemand`,
  fn: `der die das den dem des ein eine einen einer einem eines sich sein seine seinen seiner ihre ihren ihr oder dass daß damit so
    auch noch mehr schon sehr viel immer wieder zwei drei gleichzeitig parallel einfach fast leider meinung ansicht dadurch dabei also sowie als wie
    trotzdem zusätzlich extra manche etwas einzelne einzelner einzelnen einzige einzigen pro-stück`,
  host: `host rechner`,
  thing: `server client netzwerk problem probleme grund vorteil nutzer welt konfigurationsaufwand aufwand verkehr paket pakete gerät geräte raspberry`,
};

const french: Vocabulary = {
  container: `conteneur conteneurs service services application applications serveur serveurs`,
  each: `chaque chacun chacune tous toutes plusieurs tout`,
  own: `propre propres unique uniques publique publiques globale globales sienne sien distincte différente différentes`,
  addr: `adresse adresses adressage ip`,
  space: `préfixe espace sous-réseau`,
  nat: `nat traduction`,
  forward: `redirection redirections rediriger redirigé redirigés transfert`,
  share: `partagent partager partage partagée partagés`,
  same: `même mêmes`,
  conflict: `conflit conflits`,
  have: `a ont avoir obtient obtiennent reçoit reçoivent possède possèdent dispose disposent aura aurait avait`,
  need: `besoin nécessaire nécessaires faut doit doivent requis obligatoire toujours utiliser-nat`,
  reach: `joignable joignables joindre joint accessible accessibles atteindre atteignable atteignables contacter`,
  direct: `directement direct directe`,
  outside: `extérieur internet dehors partout`,
  net: `réseau`,
  auto: `automatiquement automatique autoconfiguration`,
  self: `eux-mêmes elles-mêmes lui-même`,
  form: `configurées configurée configurés configurer configurent configure forme forment former génère génèrent`,
  router: `routeur annonces annonce`,
  manual: `main manuellement manuelle`,
  enough: `assez suffisamment suffisant illimité illimitées`,
  big: `grand grande énorme immense vaste`,
  few: `peu pénurie manque rare rares manquer`,
  scale: `échelle évolutif extensible`,
  not: `pas jamais ni personne`,
  no: `aucun aucune rien zéro`,
  without: `sans`,
  gone: `inutile superflu disparaît impossible`,
  avoid: `évite évitent éviter supprime supprimer élimine`,
  only: `seulement uniquement`,
  encrypt: `chiffre chiffré chiffrement crypte`,
  contrast: `mais tandis`,
  link: `car parce donc puisque lorsque quand alors`,
  and: `et`,
  may: `peut-être`,
  in: `à au aux en dans sur par pour avec entre chez sous vers grâce derrière`,
  of: `de du des`,
  do: `est sont être peut peuvent utiliser utilise utilisent permet permettre fonctionne marche écouter sais fait faire va`,
  one: `on je tu nous vous il ils elle elles y`,
  fn: `le la les l un une d n ne s se que qui qu leur leurs son sa ses ce cette ces ou ainsi si très trop aussi encore
    c j m mon ma mes seul seule même-temps comme deux`,
  host: `hôte machine`,
  thing: ` problème problèmes trafic ordinateur client clients avantage`,
};

export const languages = { english, german, french };

/** Phrases that mean one thing, put into one word before the words are read. */
export const phrases: Phrases = [
  [/\bnot (?:only|just|merely|simply|to mention)\b/g, ' '],
  [/\b(?:no|without a?) ?(?:doubt|question|matter)\b/g, ' '],
  [/\b(?:no|not any) (?:longer|more)\b(?! (?:than|[a-z]+ than))/g, ' #no '],
  [/\bnot a single\b/g, ' #no '],
  [/\bany ?(?:more|longer)\b/g, ' '],
  [/\b(?:only|just) (?:one|a single) (?=container|service|app|web|pod|instance)/g, ' #no '],
  [/\bweb[ -]?(?:servers?|sites?|services?|apps?)\b/g, ' #container '],
  [/\b(?:takes?|took|taken|taking) away\b/g, ' #avoid '],
  [/(?:\b(?:and|but)|,) not (?=to|via|by|through|over|an?\b|the|on|with)/g, ' ; #avoid '],
  [/\b(?:1|one) (container|service|app) ?[=,:] ?(?:1|one|an)\b/g, ' #each $1 '],
  [/\b(?:one|a single) (?:ip |ipv6 )?(?:address|ip) (?:to|for) all\b/g, ' #same #addr '],
  [/\b(?:no|not an?) (?:problem|issue|trouble|matter) (?=to\b|if\b|when\b|that\b|for\b)/g, ' '],
  [/\b(?:has|have|had|having) to\b(?! do with)/g, ' #need '],
  [/\bnever (?:been )?(?:so |as )?(?=easi|easy|simpl|better)/g, ' '],
  [/\bnot even\b/g, ' #may '],
  [/\bus(?:e|es|ed|ing) up\b/g, ' #runout '],
  [/\b(?:good ?)?bye(?: bye)?\b|\bfarewell\b/g, ' #avoid '],
  [/\bmore than enough\b/g, ' #enough '],
  [/\b(?:w\/o|with out)\b/g, ' #without '],
  [/\bno way around\b/g, ' #need '],
  [
    /\b(?:way around|rid of|free (?:of|from)|instead of|rather than|do(?:es)? away with|things? of the past|days of)\b/g,
    ' #avoid ',
  ],
  [/\bused to\b/g, ' '],
  [/\bgo(?:es|ne)? away\b/g, ' #gone '],
  [/\b(?:with|by) (?:it|this)\b/g, ' ipv6 '],
  [
    /\b(?:unlike|(?:in )?contrast to|(?:as )?compared (?:to|with)|as opposed to|than|other than) (?:with |in |on |under )?ipv4(?: nat)?\b/g,
    ' , ',
  ],
  [/\b(?:by|in) hand\b/g, ' #manual '],
  [
    /\bon (?:its|their) own\b|\bby (?:itself|themselves|themself)\b|\bfor (?:itself|themselves)\b/g,
    ' #self ',
  ],
  [/\b(?:of|for) (?:its|their|your) (?:very )?own\b/g, ' #own '],
  [/\bend[- ]to[- ]end\b/g, ' #endtoend '],
  [/\bplug (?:and|&) play\b/g, ' #auto '],
  [/\bself[- ](?=config|assign)/g, ' #auto '],
  [/\bauto[- ](?=config|assign)/g, ' #auto '],
  [/\baddress[- ]space\b/g, ' #space '],
  [/\b(?:r[ua]n(?:s|ning)?|goes|gone) (?:out|short)(?: of)?\b/g, ' #runout '],
  [/\bshort of\b/g, ' #few '],
  [/\bport[- ](?:forwarding|mapping|publishing|redirection)s?\b/g, ' #forward '],
  [/(?<!\S)-p(?: option| flag)?\b/g, ' #forward '],
  [/\b(?:64|128)[- ]bits?\b|\/64\b/g, ' #space '],
  [/\b(?:as many|however many|any (?:number|amount)|unlimited (?:number|amount))(?: of)?\b/g, ' #anynumber '],
  [/\bbeliebig viele\b/g, ' #anynumber '],
  [/\b(?:room|space) (?:for|to)\b/g, ' #enough '],
  [/\b(?:fully|first[- ]class|full) (?=member|citizen)/g, ' '],
  [/\bso (?=many|large|big|huge|much|groß|viele)/g, ' '],
  [/\btoo (?:few|small)\b|\bzu wenig\w*/g, ' #few '],
  [/\btoo many\b/g, ' #many '],
  [/\b(?:at )?the same time\b|\bat once\b|\ben même temps\b/g, ' '],
  [/\bsame (?:way|thing|goes|as)\b/g, ' '],
  [/\bimmer noch\b/g, ' #need '],
  [/\bnicht mehr\b/g, ' nicht '],
  [/\b(kein\w*) ([\p{L}-]+) mehr\b/gu, ' $1 $2 '],
  [/\bvon (?:selbst|allein|alleine)\b/g, ' #auto '],
  [/\bplus besoin\b|\bplus nécessaire\b/g, ' pas besoin '],
  [/\bplus (?:de|d)\b/g, ' aucun '],
  [/\bpas (?:de|d)\b/g, ' aucun '],
];

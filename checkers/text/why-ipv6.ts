import type { Concept, Language } from './concepts.ts';
import { Tagger } from './vocabulary.ts';
import { languages, phrases } from './why-ipv6-words.ts';

/**
 * What a sentence on IPv6 for many containers can be about, by the tags of its words (why-ipv6-words.ts). To teach another way of saying it, add a word there
 * or a sign here. What is found first keeps its words: "enough addresses" is not also an address of one's own.
 */
export const reasons: Concept[] = [
  {
    id: 'no-nat',
    says: 'needs no NAT and no port forwarding',
    asks: 'a container is reached without NAT and without forwarding a port?',
    hints: /\b(?:nat|forward|proxy|hide|reach|direct|outside|endtoend|member|packet)\b/,
    signs: [
      { tags: /\bendtoend\b/ },
      { tags: /\bhide(?: (?!not|no)\w+){0,4} (?:addr|nat|proxy)\b|\bhide\b/, absent: true, claim: true },
      {
        tags: /\b(?:(?:addr|port|portnum) )?(?:nat|forward|proxy)(?: (?:nat|forward|proxy|port|portnum|addr))*\b/,
        absent: true,
      },
      {
        tags: /\breach(?: \w+){0,4} (?:direct|outside|own|self)\b|\b(?:direct|outside)(?: \w+){0,4} reach\b|\beach(?: \w+){0,3} reach\b|\bmember(?: \w+)? (?:net|outside)\b|\breach(?: \w+){0,2} addr\b/,
      },
      { tags: /\breach\b/, deniedOnly: true },
    ],
  },
  {
    id: 'autoconfiguration',
    says: 'lets containers form their addresses themselves, from the router’s advertisement',
    asks: 'containers form their addresses by themselves?',
    hints: /\b(?:auto|slaac|self|router|dhcp|manual|form(?: \w+)? addr|addr(?: \w+){0,2} form)\b/,
    signs: [
      // "You don't have to configure addresses", but not "containers can not configure their addresses".
      {
        tags: /^(?:no|not) need (?:have|form)(?: own)? addr\b|\b(?:no|not) need form\b|^(?:no|without) form(?: addr)?(?: need)?$/,
        absent: true,
      },
      {
        tags: /\baddr(?: \w+){0,3} manual\b|\bmanual(?: \w+){0,2} (?:addr|form)\b|\bmanual\b/,
        absent: true,
        claim: true,
      },
      { tags: /\bdhcp\b/, absent: true },
      {
        tags: /\b(?:auto|slaac)(?: (?:form|have|slaac|container|own|each))* addr\b|\baddr(?: (?:form|have|self))*(?: \w+)? (?:auto|slaac|self)(?: form)?\b/,
      },
      { tags: /\bform(?: \w+){0,4} (?:self|auto|slaac)\b|\b(?:self|auto|slaac)(?: addr)? form\b/ },
      {
        tags: /\b(?:form|have)(?: own)? addr(?: \w+){0,4} (?:router|slaac|space|self|auto)\b|\baddr(?: \w+){0,2} form(?: \w+){0,3} (?:router|space)\b/,
      },
      { tags: /\bform(?: own)? addr\b|\brouter form(?: \w+)? addr\b/ },
      { tags: /^(?:not|no|without) (?:addr )?(?:auto|slaac)\b/, deniedOnly: true },
      {
        tags: /\b(?:container|each)(?: \w+){0,2} (?:auto|slaac|self)\b|\b(?:auto|slaac)(?: \w+){0,2} (?:container|each|have)\b/,
      },
    ],
  },
  {
    id: 'room-to-scale',
    says: 'has addresses enough for any number of containers',
    asks: 'there are enough addresses for any number of containers?',
    hints: /\b(?:enough|space|many addr|few|runout|scale|limit|anynumber)\b/,
    signs: [
      { tags: /\b(?:addr(?: (?!not|no)\w+){0,2} )?(?:runout|few)(?: addr)?\b/, absent: true, claim: true },
      { tags: /\blimit(?: addr)?\b/, absent: true, claim: true, with: /\baddr\b/ },
      {
        tags: /\b(?:enough|many|huge)(?: (?!not|no)\w+){0,2} addr(?: (?:each|container))*\b|\baddr enough(?: (?:each|container))*\b/,
      },
      { tags: /\benough(?: \w+){0,2} (?:container|each)\b/, with: /\b(?:addr|space)\b/ },
      { tags: /\bhuge container\b/ },
      {
        tags: /\bspace(?: (?!not|no)\w+){0,2} (?:big|enough)\b|\b(?:big|many|huge|enough)(?: \w+)? (?:space|addr)\b|\baddr big\b/,
      },
      {
        tags: /\banynumber(?: \w+)? (?:container|addr)\b|\bscale(?: \w+)? (?:anynumber|many)\b|\bspace(?: \w+){0,2} many container\b/,
      },
      { tags: /^(?:framework |each |container )+scale(?: (?:each|many|container))*/, deniedOnly: true },
      { tags: /\bscale(?: (?:each|many|container))*\b/ },
    ],
  },
  {
    id: 'own-address',
    says: 'gives each container an address of its own, so that all can serve on the same port',
    asks: 'each container has an address of its own?',
    hints: /\b(?:own|addr|port|portnum|share|same|conflict|odd)\b/,
    signs: [
      {
        tags: /\bshare(?: (?!not)\w+){0,3} (?:addr|port|portnum)\b|\b(?:addr|port|portnum)(?: \w+){0,2} share\b|\b(?:each|container) share\b/,
        absent: true,
        claim: true,
      },
      {
        tags: /\bsame(?: \w+)? addr\b|\b(?:have|need)(?: \w+)? (?:addr host|host addr)\b|\bodd port(?: \w*port\w*)*\b|\b(?:port )?oddport(?: oddport)*\b/,
        absent: true,
        claim: true,
      },
      {
        tags: /\b(?:port|portnum)(?: (?!not|no)\w+){0,2} conflict\b|\bconflict(?: (?!not|no)\w+){0,2} (?:port|portnum)\b|\bconflict\b/,
        absent: true,
        claim: true,
      },
      // That each needs a port of its own is denied; that it has one is not understood.
      { tags: /\bown port\b/, absent: true },
      { tags: /\bhave same port\b/, deniedOnly: true },
      { tags: /\bsame port(?: portnum)?\b/, with: /\b(?:container|each)\b/ },
      {
        tags: /\beach(?: \w+){0,6} portnum\b|\bportnum(?: \w+){0,2} each\b|\bcontainer(?: \w+){0,3} portnum\b/,
      },
      { tags: /\b(?:each )?(?:host|person|router)(?: \w+)? have(?: own)? addr\b/, deniedOnly: true },
      { tags: /\baddr (?:own )?(?:each )?container\b|\baddr(?: have)? each(?: container)?\b/ },
      {
        tags: /\bown(?: (?:container|each|v6|have|outside|net|reach))* addr\b|\baddr(?: (?:have|container))* own\b/,
        with: /\b(?:container|each)\b/,
      },
      { tags: /\beach(?: (?!not|avoid)\w+){0,4} addr\b/ },
      { tags: /\bcontainer(?: (?:own|no|not|need))* have(?: (?:no|not))* addr\b/, deniedOnly: true },
      { tags: /\b(?:each|container) have no$|\beach(?: (?!not)\w+){0,2} own$/, with: /\baddr\b/ },
    ],
  },
];

/** Things that are often said of IPv6 and are false. */
export const falsehoods: Concept[] = [
  {
    id: 'encrypts',
    says: 'encrypts traffic, which it does not do by itself',
    asks: 'IPv6 encrypts the traffic?',
    hints: /\bencrypt\b/,
    signs: [{ tags: /\bencrypt(?: self)?\b/ }],
  },
  {
    id: 'no-namespaces',
    says: 'does without network namespaces, by which every container is still isolated',
    asks: 'containers need no network namespaces?',
    hints: /\bnamespace\b/,
    signs: [{ tags: /\b(?:net )?namespace\b/, absent: true }],
  },
  {
    id: 'past-the-kernel',
    says: 'goes past the kernel, through which every packet goes',
    asks: 'packets go past the kernel?',
    hints: /\bkernel\b/,
    signs: [{ tags: /\b(?:own|have) kernel\b/ }, { tags: /\bkernel\b/, absent: true }],
  },
  {
    id: 'own-mac-address',
    says: 'gives containers MAC addresses, which they have with either version',
    asks: 'each container has a MAC address of its own?',
    hints: /\bmac\b/,
    signs: [{ tags: /\b(?:own|have)(?: \w+)? mac(?: addr)?\b/ }],
  },
  {
    id: 'more-ports',
    says: 'has more ports, of which one address has 65,535 with either version',
    asks: 'there are more ports?',
    hints: /\b(?:many|huge|num) port\b/,
    signs: [{ tags: /\b(?:many|huge|enough|num) port\b|\bport(?: \w+)? space\b/ }],
  },
];

let language: Language | undefined;

/** The vocabulary is read at the first sentence. */
export function whyIpv6(): Language {
  language ??= { tagger: new Tagger(languages), phrases, concepts: [...falsehoods, ...reasons] };
  return language;
}

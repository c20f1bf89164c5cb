import type { Concept } from './concepts.ts';

/** What a sentence on IPv6 for many containers can be about. To teach another way of saying it, add a sign. */
export const reasons: Concept[] = [
  {
    id: 'own-address',
    says: 'gives each container an address of its own, so that all can serve on the same port',
    signs: [
      {
        words:
          /\b(own|unique|separate|individual|dedicated|distinct|different|personal|public|global(ly)?|routable|real)( \w+){0,3} (address(es)?|ips?|guas?)\b/,
      },
      { words: /\b(address(es)?|ips?) (of|on) (its|their) own\b/ },
      { words: /\b(each|every)( \w+){0,2} (container|service|one)s?( \w+){0,5} (address|ip|gua)\b/ },
      {
        words:
          /\b(an|one) (ipv6 |ip )?(address|ip)( \w+)? (per|for each|for every|to each|to every) container\b/,
      },
      { words: /\b(each|every)( \w+){0,2} (its|their) own$/ },
      { words: /\bsame( tcp| web)? ports?\b|\bport (80|443)( \w+){0,3} (all|each|every|everywhere)\b/ },
      { words: /\b(all|each|every)( \w+){0,6} ports? (80|443)\b/ },
      { words: /\b(reach\w*|address\w*|access\w*) directly\b|\bdirectly (reach|address|access)\w*\b/ },
      { words: /\bshar(e|es|ed|ing)( \w+){0,4} (address(es)?|ips?|ports?)\b/, absent: true, claim: true },
      { words: /\bports? (conflict|clash|collision)(s|es)?\b/, absent: true, claim: true },
    ],
  },
  {
    id: 'no-nat',
    says: 'needs no NAT and no port forwarding',
    signs: [
      { words: /\bend[- ]to[- ]end\b/ },
      { words: /\bhid(e|es|den|ing) behind\b/, absent: true, claim: true },
      {
        words:
          /\bnat(s|ted|ting)?\b|\baddress translation\b|\btranslat\w* (the |of )?address(es)?\b|\bmasquerad\w*|\bport[- ]?(forward|mapp|map|publish|redirect)\w*|\b(map|forward|publish)(ping|ing)? (of )?ports?\b|\b(reverse )?prox(y|ies)\b/,
        absent: true,
      },
    ],
  },
  {
    id: 'autoconfiguration',
    says: 'lets containers form their addresses themselves, from the router’s advertisement',
    signs: [
      { words: /\bslaac\b|\bauto-? ?(config|assign|address|number)\w*|\bself-? ?(config|assign)\w*/ },
      {
        words:
          /\brouter('s)? (advert|announce)\w*|\bras?\b|\b(advertis|announc)\w*( \w+){0,4} (router|prefix)\b/,
      },
      { words: /\bautomatic(ally)?\b( \w+){0,6}|\b(addresses|ips?)( \w+){0,3} (by )?(itself|themselves)\b/ },
      {
        words: /\b(form|make|pick|choose|give|configure|assign)(s|es|ing)?( \w+){0,3} (itself|themselves)\b/,
      },
      { words: /\b(form|make|configure)(s)? (its|their) own (address(es)?|ips?)\b/ },
      { words: /\bfrom the (router|prefix)\b|\bplug and play\b/ },
      { words: /\bdhcp\w*|\bmanual(ly)?\b|\bby hand\b|\bstatic (address|ip)(es|s)?\b/, absent: true },
    ],
  },
  {
    id: 'room-to-scale',
    says: 'has addresses enough for any number of containers',
    signs: [
      { words: /\bscal(e|es|ed|ing|able|ability)\b/ },
      {
        words:
          /\b(enough|plenty( of)?|abundan\w*|countless|unlimited|limitless|endless|infinite|huge|vast|large|lots of|many more|more|so many|(b|m|tr)illions of|sufficient)( \w+){0,4} (address\w*|ips?|space|containers)\b/,
      },
      {
        words: /\b(address\w*|ips?)( \w+){0,3} (plentiful|abundant|unlimited|for (all|every\w*|everyone))\b/,
      },
      { words: /\b(address space|address\w*)( \w+){0,3} (huge|vast|large|big|endless|unlimited)\b/ },
      { words: /\b2( ?\^ ?| ?\*\* ?| to the )(64|128)\b|\b(64|128)[- ]?bits?\b|\broom (to|for)\b/ },
      { words: /\bas many( \w+){0,3} as\b|\bany number of\b/ },
      {
        words:
          /\b(run(s|ning)?|ran) out( of)?( \w+){0,2}|\bshortage\b|\bscarc\w*|\bexhaust\w*|\blimited number\b/,
        absent: true,
        claim: true,
      },
    ],
  },
];

/** What is said of IPv6 and is not so. */
export const falsehoods: Concept[] = [
  {
    id: 'encrypts',
    says: 'encrypts traffic, which it does not do by itself',
    signs: [{ words: /\bencrypt\w*/ }],
  },
  {
    id: 'no-namespaces',
    says: 'does without network namespaces, by which every container is still isolated',
    signs: [{ words: /\bnamespaces?\b/, absent: true }],
  },
  {
    id: 'past-the-kernel',
    says: 'goes past the kernel, through which every packet goes',
    signs: [{ words: /\bkernels?\b/, absent: true }],
  },
];

/** A part of a sentence that states one thing. */
export interface Clause {
  /** Lower case, words with single spaces between them; `n't` is written ` not`. */
  text: string;
  /** The version of IP that it speaks of; IPv6 unless said otherwise. */
  about: 4 | 6;
}

/** Phrases in which "not" denies nothing, or another thing is only compared with. */
const FILLERS = [
  /\bnot (only|just|merely|simply|to mention)\b/g,
  /\b(no|without a?) (doubt|question|matter|problems?)\b/g,
  /\b(unlike|than|(in )?contrast to|(as )?compared (to|with)|as opposed to|instead of|rather than) (with |in |on |under )?ipv4\b( nat\b)?/g,
];

/** A negation whose object comes after an aside: "does not, as some say, need NAT". */
const ASIDE = /\b(not|never|no|without),[^,;.]*,/g;

/** Where one statement ends and another begins. A contrast also ends what was said of IPv4. */
const CONTRAST = /[.;:!?()–—]+| - |\b(?:but|while|whereas|although|though|however|yet|instead(?! of))\b/;
const LINK = /,|\b(?:and|so(?! many)|because|since|which|hence|thus|therefore|that is why)\b/;

export function clausesOf(sentence: string): Clause[] {
  return normalise(sentence)
    .split(CONTRAST)
    .flatMap((part) => {
      let about: 4 | 6 = 6;
      return part.split(LINK).map((clause): Clause => {
        const text = clause.replace(/\s+/g, ' ').trim();
        if (/\bipv6\b/.test(text)) about = 6;
        else if (/\bipv4\b/.test(text)) about = 4;
        return { text, about };
      });
    })
    .filter(({ text }) => text !== '');
}

function normalise(sentence: string): string {
  const plain = sentence
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/["“”*_]/g, ' ')
    .replace(/\b(can)(no|')t\b/g, '$1 not')
    .replace(/\bwon't\b/g, 'will not')
    .replace(/n't\b/g, ' not')
    .replace(/\b(is|are|do|does|need)nt\b/g, '$1 not')
    .replace(/\b(ip) ?(v) ?([46])\b/g, '$1$2$3')
    .replace(/\s+/g, ' ');
  const direct = plain.replace(ASIDE, '$1 ');
  return FILLERS.reduce((text, filler) => text.replace(filler, ' '), direct);
}

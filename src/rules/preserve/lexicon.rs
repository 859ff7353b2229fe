//! The words and names of a text, indexed for one question: does it name what another text names, in whatever form.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diag::suggest::distance;
use crate::draft::compare::fold;
use crate::draft::total::At as _;
use crate::draft::{BlockKind, Draft, Name, NamePart, covers_parts, name_part};
use crate::lang::Lang;

/// What a text holds that names are made of.
#[derive(Debug)]
pub(in crate::rules) struct Lexicon {
    /// The words of each block, in order.
    blocks: Vec<Vec<Token>>,
    /// Where each word stands, by its plain letters.
    places: BTreeMap<String, Vec<(usize, usize)>>,
    /// The different names, each by its parts.
    pub(super) names: Vec<Known>,
    /// The names by their words, in plain letters.
    by_word: BTreeMap<String, Vec<usize>>,
    /// The words in capitals, in plain letters.
    acronyms: BTreeSet<String>,
    /// The initials of the words of each paragraph, function words left out: plain letters, and whether a capital.
    initials: Vec<Vec<(char, bool)>>,
    lang: Lang,
}

/// A word of the text.
#[derive(Debug)]
struct Token {
    part: NamePart,
    /// A hyphen ties it to the next word.
    tied: bool,
    /// Ends a sentence or a clause; no name goes on over it.
    stop: bool,
}

/// A name of the text, however often it stands there.
#[derive(Debug)]
pub(super) struct Known {
    /// Its words.
    pub(super) parts: Vec<NamePart>,
    /// Index of its first mention among the names of the text.
    pub(super) first: usize,
    /// Every mention of it opens a sentence, so that its first word may be none of it.
    pub(super) initial: bool,
    /// It is surely a person somewhere.
    pub(super) person: bool,
    /// A mention of it stands outside headings.
    pub(super) told: bool,
}

crate::draft::total::blank! {
    Known = Known {
        parts: Vec::new(),
        first: 0,
        initial: false,
        person: false,
        told: false,
    };
}

/// How many places of a word, or names with a word, are looked at: a text that repeats one word is read in linear time too.
const MANY: usize = 300;

/// How far apart the words of one name may stand.
const NEAR: usize = 8;

impl Lexicon {
    /// The words and names of a text.
    pub(in crate::rules) fn read(draft: &Draft) -> Self {
        let mut lexicon = Self {
            blocks: Vec::new(),
            places: BTreeMap::new(),
            names: Vec::new(),
            by_word: BTreeMap::new(),
            acronyms: BTreeSet::new(),
            initials: Vec::new(),
            lang: draft.lang(),
        };
        for block in draft.blocks() {
            if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
                continue;
            }
            lexicon.read_block(&block.plain.text);
        }
        // What stands in the front matter is said too: the author, the town.
        for entry in draft.front().iter().flat_map(|f| &f.entries) {
            lexicon.read_block(&entry.value);
        }
        for (i, name) in draft.names().iter().enumerate() {
            lexicon.read_name(i, name, draft);
        }
        lexicon
    }

    fn read_block(&mut self, text: &str) {
        let at = self.blocks.len();
        let mut initials = Vec::new();
        let mut tokens: Vec<Token> = Vec::new();
        let apart = |c: char| !c.is_alphanumeric() && c != '.' && !is_combining_mark(c);
        let mut end = 0;
        for piece in text.split_inclusive(apart) {
            end += piece.len();
            let raw = piece.trim_end_matches(apart);
            let hyphen = piece.ends_with(['-', '‑', '‐']);
            // `HT-6` is the name of a thing, not short for `Halden Tide`.
            let numbered = hyphen
                && text
                    .get(end..)
                    .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
            let capital = raw.starts_with(char::is_uppercase);
            let stop = raw.ends_with('.') || piece.ends_with([';', ':', '!', '?', '…']);
            if let (Some(last), true) = (tokens.last_mut(), raw.is_empty()) {
                last.stop |= stop;
                continue;
            }
            let Some(mut part) = name_part(raw) else {
                continue;
            };
            if is_acronym(raw) && !numbered {
                self.acronyms.insert(part.plain.clone());
            }
            if !is_function_word(&part.plain, self.lang) && !is_function_word(&part.key, self.lang)
            {
                initials.extend(part.plain.chars().next().map(|c| (c, capital)));
            }
            part.joined = tokens.last().is_some_and(|t| t.tied);
            self.places
                .entry(part.plain.clone())
                .or_default()
                .push((at, tokens.len()));
            tokens.push(Token {
                part,
                tied: hyphen,
                stop,
            });
        }
        self.initials.push(initials);
        self.blocks.push(tokens);
    }

    fn read_name(&mut self, index: usize, name: &Name, draft: &Draft) {
        let parts = name.parts();
        let person = name.is_person(draft.lang());
        let heading = draft
            .blocks()
            .get(name.block)
            .is_some_and(|b| matches!(b.kind, BlockKind::Heading(_)));
        let furniture = draft.furniture();
        let aside = furniture.spans.overlap(name.span) || furniture.told_again(name.span);
        let told = !aside && (!heading || parts.iter().any(|p| p.upper));
        let last = parts.iter().rfind(|p| !p.link).map(|p| p.plain.clone());
        let Some(last) = last else {
            return;
        };
        let known = self.by_word.get(&last).and_then(|ids| {
            ids.iter().take(MANY).copied().find(|id| {
                let theirs = &self.names.at(*id).parts;
                theirs.len() == parts.len()
                    && theirs
                        .iter()
                        .zip(&parts)
                        .all(|(a, b)| a.key == b.key && a.joined == b.joined)
            })
        });
        if let Some(known) = known.and_then(|id| self.names.get_mut(id)) {
            known.initial &= name.sentence_initial;
            known.person |= person;
            if told && !known.told {
                known.told = true;
                known.first = index;
            }
            return;
        }
        let id = self.names.len();
        for part in parts.iter().filter(|p| !p.link) {
            let ids = self.by_word.entry(part.plain.clone()).or_default();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
        self.names.push(Known {
            parts,
            first: index,
            initial: name.sentence_initial,
            person,
            told,
        });
    }

    /// The names that hold a word, in plain letters.
    pub(super) fn with_word(&self, plain: &str) -> impl Iterator<Item = &Known> {
        self.by_word
            .get(plain)
            .into_iter()
            .flatten()
            .take(MANY)
            .filter_map(|id| self.names.get(*id))
    }

    /// Whether a name of the text says all that these parts say.
    pub(super) fn covers(&self, parts: &[NamePart]) -> bool {
        let Some(first) = parts.iter().find(|p| !p.link) else {
            return false;
        };
        self.with_word(&first.plain)
            .any(|n| covers_parts(&n.parts, parts))
    }

    /// Whether the text has these words in a row, whole: `Guinea` does not stand in `Guinea-Bissau`. With `capital` the words that
    /// have a capital letter have one in the text too.
    pub(super) fn phrase(&self, parts: &[NamePart], capital: bool) -> bool {
        let rarest = parts
            .iter()
            .enumerate()
            .filter(|(_, p)| !p.link)
            .filter_map(|(i, p)| Some((self.places.get(&p.plain)?, i)))
            .min_by_key(|(places, _)| places.len());
        let Some((places, offset)) = rarest else {
            return false;
        };
        places.iter().take(MANY).any(|&(block, at)| {
            let Some(from) = at.checked_sub(offset) else {
                return false;
            };
            let tokens = self.blocks.at(block);
            let Some(found) = tokens.get(from..from + parts.len()) else {
                return false;
            };
            let same = found
                .iter()
                .zip(parts)
                .all(|(t, p)| t.part.same(p) && (!capital || !p.capital || t.part.capital));
            same && !self.goes_on(tokens, from, from + parts.len())
                && found
                    .iter()
                    .rev()
                    .skip(1)
                    .all(|t| !t.stop || t.part.is_initial())
        })
    }

    /// Whether words of a text are only a piece of a compound name.
    fn goes_on(&self, tokens: &[Token], from: usize, to: usize) -> bool {
        // `Assad` may stand for `al-Assad`.
        let own = |t: &Token| {
            !matches!(t.part.plain.as_str(), "al" | "el")
                && (t.part.capital || is_function_word(&t.part.plain, self.lang))
        };
        let before = from.checked_sub(1).and_then(|i| tokens.get(i));
        let inside = before.is_some_and(|t| t.tied && own(t));
        let last = to.checked_sub(1).and_then(|i| tokens.get(i));
        inside || (last.is_some_and(|t| t.tied) && tokens.get(to).is_some_and(own))
    }

    /// Whether a word of a name occurs as it is; with `capital` with a capital letter.
    pub(super) fn has(&self, part: &NamePart, capital: bool) -> bool {
        self.phrase(std::slice::from_ref(part), capital)
    }

    /// Whether a word occurs as a common word, in small letters, be it in the plural.
    pub(super) fn has_common(&self, part: &NamePart) -> bool {
        let small = |word: &str| {
            self.places.get(word).is_some_and(|places| {
                places
                    .iter()
                    .take(MANY)
                    .filter_map(|&(b, i)| self.blocks.at(b).get(i))
                    .any(|t| !t.part.capital)
            })
        };
        let bare = part.plain.strip_suffix(['s', 'x']).unwrap_or(&part.plain);
        small(&part.plain)
            || (bare.chars().count() >= 3
                && ["", "s", "x"]
                    .iter()
                    .any(|end| small(&format!("{bare}{end}"))))
    }

    /// Whether the text has the words of a name near each other, in any form: `À Paris, la Bourse`. The first has its capital letter.
    pub(super) fn has_apart(&self, parts: &[NamePart]) -> bool {
        let content: Vec<&NamePart> = parts.iter().filter(|p| !p.link).collect();
        let [head, rest @ ..] = content.as_slice() else {
            return false;
        };
        let stem = |w: &str| w.trim_end_matches(['e', 's', 'x']).to_owned();
        self.places.get(&head.plain).is_some_and(|places| {
            places.iter().take(MANY).any(|&(block, at)| {
                let tokens = self.blocks.at(block);
                let near = tokens.get(at.saturating_sub(NEAR)..tokens.len().min(at + NEAR + 1));
                tokens.get(at).is_some_and(|t| t.part.capital)
                    && near.is_some_and(|near| {
                        rest.iter().all(|p| {
                            near.iter().any(|t| {
                                let (own, asked) = (stem(&t.part.plain), stem(&p.plain));
                                // `the council` told by its councillors.
                                own == asked
                                    || asked.len() >= 6 && own.starts_with(asked.as_str())
                                    || kind_of_body(&p.plain)
                            })
                        })
                    })
            })
        })
    }

    /// Whether a given name and a surname stand apart in one mention: `Gwen et Mair Prothero`, `Rudd (John)`, `Rudd, John`.
    pub(super) fn joins(&self, parts: &[NamePart]) -> bool {
        let content: Vec<&NamePart> = parts.iter().filter(|p| !p.link).collect();
        let [given, rest @ ..] = content.as_slice() else {
            return false;
        };
        let Some(places) = self.places.get(&given.plain).filter(|_| !rest.is_empty()) else {
            return false;
        };
        places.iter().take(MANY).any(|&(block, at)| {
            let tokens = self.blocks.at(block);
            let here = tokens.get(at);
            if !here.is_some_and(|t| t.part.same(given) && t.part.capital) {
                return false;
            }
            let surname = |from: usize| {
                tokens.get(from..from + rest.len()).is_some_and(|t| {
                    t.iter()
                        .zip(rest)
                        .all(|(t, p)| t.part.same(p) && t.part.capital)
                })
            };
            // Over other given names, `and`, `et`.
            let mut next = at + 1;
            let mut linked = false;
            while next <= at + 6 && tokens.get(next - 1).is_some_and(|t| !t.stop) {
                if linked && surname(next) {
                    return true;
                }
                match tokens.get(next) {
                    Some(t) if matches!(t.part.plain.as_str(), "et" | "and" | "ou" | "or") => {
                        linked = true
                    }
                    Some(t) if t.part.capital => {}
                    _ => break,
                }
                next += 1;
            }
            let before = at.checked_sub(rest.len());
            let last = at.checked_sub(1).and_then(|i| tokens.get(i));
            before.is_some_and(surname) && last.is_some_and(|t| !t.stop && !t.tied)
        })
    }

    /// Whether a name of one word stands in the plural: the Smith family told as `the Smiths`.
    pub(super) fn has_family(&self, content: &[&NamePart]) -> bool {
        let [only] = content else { return false };
        let plural = |end: &str| {
            let part = NamePart {
                key: format!("{}{end}", only.key),
                plain: format!("{}{end}", only.plain),
                ..(*only).clone()
            };
            self.behind(&part, &["the"])
        };
        self.lang.code() == "en" && !only.upper && (plural("s") || plural("es"))
    }

    /// Whether a word of a name stands behind an article, as what it is: `the Metro`.
    pub(super) fn has_behind_article(&self, part: &NamePart) -> bool {
        self.behind(part, &["its", "the"])
    }

    /// Whether a word with its capital stands right behind one of some small words.
    fn behind(&self, part: &NamePart, words: &[&str]) -> bool {
        self.places.get(&part.plain).is_some_and(|places| {
            places.iter().take(MANY).any(|&(block, at)| {
                let tokens = self.blocks.at(block);
                let before = at.checked_sub(1).and_then(|i| tokens.get(i));
                let here = tokens.get(at);
                here.is_some_and(|t| t.part.same(part) && t.part.capital)
                    && before.is_some_and(|t| words.contains(&t.part.plain.as_str()))
            })
        })
    }

    /// Whether a word for people is made from a town of the text, or a town from such a word: `Brestois`, `Brest`.
    pub(super) fn has_people(&self, part: &NamePart) -> bool {
        let Some(stem) = part
            .plain
            .char_indices()
            .nth(2)
            .map(|(i, c)| &part.plain[..i + c.len_utf8()])
        else {
            return false;
        };
        let endings = self.lang.pack().names.people_endings;
        self.places
            .range(stem.to_owned()..)
            .take_while(|(w, _)| w.starts_with(stem))
            .take(MANY)
            .any(|(w, _)| {
                is_people(w, &part.plain, endings, self.lang)
                    || is_people(&part.plain, w, endings, self.lang)
            })
    }

    /// Whether the text names a country or its people, given any word for one of them.
    pub(super) fn has_place(&self, words: &str) -> bool {
        let pack = self.lang.pack();
        let Some((row, _)) = pack.place(words) else {
            return false;
        };
        let Some((names, people)) = pack.names.places.get(row) else {
            return false;
        };
        names
            .split('|')
            .chain(people.split('|'))
            .filter(|w| !w.is_empty())
            .any(|w| self.phrase(&lower_parts(w), false))
    }

    /// Whether the text has what an acronym stands for, or the acronym of what is spelled out, by the list of the language.
    pub(super) fn has_listed(&self, parts: &[NamePart]) -> bool {
        let pack = self.lang.pack();
        let plain: Vec<&str> = parts.iter().map(|p| p.key.as_str()).collect();
        let whole = plain.join(" ");
        if pack
            .expansions(&whole)
            .any(|e| self.phrase(&lower_parts(e), false))
        {
            return true;
        }
        pack.names.acronyms.iter().any(|(acronym, expansions)| {
            self.acronyms.contains(*acronym)
                && expansions
                    .split('|')
                    .any(|e| flat(&lower_parts(e)) == flat(parts))
        })
    }

    /// The name of the text that looks most like this one, if one does.
    pub(super) fn like(&self, parts: &[NamePart]) -> Option<&Known> {
        let content: Vec<&NamePart> = parts.iter().filter(|p| !p.link).collect();
        let last = content.last()?;
        let first: String = last.plain.chars().take(1).collect();
        let near = self
            .by_word
            .range(first.clone()..)
            .take_while(|(w, _)| w.starts_with(&first))
            .take(2 * MANY)
            .filter(|(w, _)| **w != last.plain && alike(w, &last.plain))
            .flat_map(|(w, ids)| ids.iter().take(2).map(move |id| (w, *id)))
            .filter_map(|(w, id)| {
                let known = self.names.get(id)?;
                let shared = content
                    .get(..content.len() - 1)
                    .unwrap_or_default()
                    .iter()
                    .filter(|p| known.parts.iter().any(|k| k.same(p)))
                    .count();
                Some((shared, w.chars().count(), known))
            })
            .max_by_key(|(shared, _, _)| *shared)
            .map(|(_, _, known)| known);
        near.or_else(|| {
            // The same surname under another given name.
            (content.len() >= 2)
                .then(|| {
                    self.with_word(&last.plain).find(|k| {
                        k.parts.iter().filter(|p| !p.link).count() == content.len()
                            && k.parts.first().is_some_and(|f| {
                                content
                                    .first()
                                    .is_some_and(|c| !c.same(f) && alike(&c.plain, &f.plain))
                            })
                    })
                })
                .flatten()
        })
    }

    /// Whether the text spells out the words of an acronym: `OMC` where it says `Organisation mondiale du commerce`.
    pub(in crate::rules) fn spells(&self, acronym: &str) -> bool {
        let letters: Vec<char> = parts(acronym).concat().chars().collect();
        is_acronym(acronym)
            && (2..=6).contains(&letters.len())
            && self.initials.iter().any(|initials| {
                initials
                    .windows(letters.len())
                    .any(|w| w.at(0).1 && w.iter().map(|i| i.0).eq(letters.iter().copied()))
            })
    }

    /// Whether the text has the acronym of a name: `UE` for `Union`, followed by `européenne`; or the one that follows it in
    /// brackets, which may skip a word: `Transport Workers' Federation (ITF)`.
    pub(in crate::rules) fn abbreviates(&self, name: &str, after: &str) -> bool {
        let given = after
            .split_once('(')
            .and_then(|(_, a)| a.split_once(')'))
            .map(|(a, _)| a)
            .filter(|a| is_acronym(a));
        if let Some(acronym) = given.map(|a| parts(a).concat())
            && self.acronyms.contains(&acronym)
            && parts(name)
                .iter()
                .any(|p| p.starts_with(|c| acronym.contains(c)))
        {
            return true;
        }
        let mut initials = String::new();
        for part in parts(name).into_iter().chain(parts(after)) {
            if is_function_word(&part, self.lang) {
                continue;
            }
            initials.extend(part.chars().next());
            if initials.chars().count() >= 2 && self.acronyms.contains(&initials) {
                return true;
            }
        }
        false
    }
}

/// The words of a name in small letters, for [`Lexicon::phrase`].
pub(super) fn lower_parts(text: &str) -> Vec<NamePart> {
    text.split([' ', '-', '\'']).filter_map(name_part).collect()
}

/// The words that count, in plain letters.
pub(super) fn flat(parts: &[NamePart]) -> String {
    let words: Vec<&str> = parts.iter().map(|p| p.plain.as_str()).collect();
    words.join(" ")
}

/// Whether `people` is a word for the people of `town`.
fn is_people(people: &str, town: &str, endings: &[&str], lang: Lang) -> bool {
    if lang.pack().place(people).is_some()
        || people.len() <= town.len().saturating_sub(3)
        || people.len() < 5
    {
        return false;
    }
    let stem = town.trim_end_matches(['e', 's', 'x']);
    let english = lang.code() == "en";
    endings.iter().any(|end| {
        people.strip_suffix(end).is_some_and(|bare| {
            if english {
                bare == town || bare == stem
            } else {
                bare.chars().count() >= 3
                    && (bare == stem
                        || stem.strip_suffix(['a', 'i', 'o', 'u', 'y']) == Some(bare)
                        || bare.strip_suffix("ss") == Some(stem) && end.starts_with("ien")
                        || town.strip_suffix('e') == Some(bare)
                        || bare == town
                        || (end.len() > 3
                            && stem.starts_with(bare)
                            && bare.len() + 3 >= stem.len()))
            }
        })
    })
}

/// Words of the name of a body that its short form leaves out: the `Town` of a town council.
pub(super) fn kind_of_body(word: &str) -> bool {
    matches!(
        word,
        "town" | "city" | "county" | "borough" | "district" | "parish" | "municipal" | "regional"
    )
}

/// Whether two words differ by a letter or two: a slip of the pen, not another word.
fn alike(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longest = a.len().max(b.len());
    if longest > 24 || a.len().abs_diff(b.len()) > 3 {
        return false;
    }
    let distance = distance(&a, &b);
    distance <= 3 && distance * 3 <= longest
}

fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    word.chars()
        .all(|c| c.is_uppercase() || c == '.' || c.is_ascii_digit())
        && letters.count() >= 2
}

/// The words of a text and the parts of its compounds: lowercase, without accents, the stops of acronyms dropped.
pub(in crate::rules) fn parts(text: &str) -> Vec<String> {
    let plain: String = fold(text)
        .nfd()
        .filter(|c| !is_combining_mark(*c) && *c != '.')
        .collect();
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|p| !p.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a word in plain letters only links others.
pub(in crate::rules) fn is_function_word(part: &str, lang: Lang) -> bool {
    let small = lang.pack().small(part);
    small.elision || small.link || small.function
}

/// The words after a name, as far as the words of an acronym could reach.
pub(in crate::rules) fn following(draft: &Draft, block: usize, end: usize) -> &str {
    let stop = draft.blocks().get(block).map_or(end, |b| b.span.end);
    let rest = draft.text().get(end..stop).unwrap_or("");
    let cut = rest
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .nth(6)
        .map_or(rest.len(), |(i, _)| i);
    &rest[..cut]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names_in_any_form() {
        let source = Draft::parse(
            "L’UE et les ports européens de la Belgique. L’Organisation mondiale du commerce suit l’Anversois Marteau.",
            Lang::FR,
        );
        let lexicon = Lexicon::read(&source);
        let known = |w: &str| {
            let part = name_part(w).expect("a word");
            lexicon.has(&part, false)
                || lexicon.has_common(&part)
                || lexicon.has_place(&part.key)
                || lexicon.has_people(&part)
        };
        for word in ["UE", "Europe", "Port", "Belgique", "Anvers"] {
            assert!(known(word), "{word}");
        }
        for word in ["Martin", "Belfort", "Orgue", "Lille", "Marteaux"] {
            assert!(!known(word), "{word}");
        }
        assert!(lexicon.spells("OMC") && lexicon.spells("O.M.C."));
        assert!(!lexicon.spells("PE"), "ports européens is no name");
        assert!(lexicon.abbreviates("Union", " européenne agit"));
        assert!(!lexicon.abbreviates("Usine", " belge"));
        assert!(lexicon.abbreviates("Union des États", " de l’Europe (UE)"));
    }
}

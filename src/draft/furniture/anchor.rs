//! Lines that only a page has: rights, buttons, downloads, tags, addresses. They are told by their form and a few phrases, and they
//! show what the lines beside them are: in a run of lines around the prose, none of which is a sentence, one such line decides for all.

use super::shape::{ends_sentence, has_value, is_aside, is_contact, is_full_name, is_reference};
use super::{Kind, Line, NETWORKS, after, bars, calls, is_menu, kind, words};
use crate::draft::compare::lower;
use crate::draft::total::At as _;
use crate::lang::Pack;

/// What a line shows of those beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// They belong to the page.
    Page,
    /// They do unless they make a table with it.
    Bar,
    /// They say whom to ask: the page or, beside a time or a price, the news.
    Address,
}

/// A longer line tells something, whatever stands at its end.
const LONG: usize = 24;

/// What a line is an anchor of; `known` is what its words make of it.
pub(super) fn of(line: &Line<'_>, known: Option<Kind>, pack: &Pack) -> Option<Anchor> {
    let text = line.text;
    if text.is_empty() {
        return None;
    }
    let low = lower(text).replace('’', "'");
    if for_editors(&low, pack) {
        return Some(Anchor::Page);
    }
    let list = pack.furniture;
    let about = |what| to_reader(text, &low, list.reader, what);
    if words(text).count() <= 3 * LONG && (about(list.letters) || about(list.mail)) {
        return Some(Anchor::Page);
    }
    if calls::on_reader(text, pack)
        || calls::is_named_letter(text, pack)
        || calls::is_caption(text, pack)
    {
        return Some(Anchor::Page);
    }
    if words(text).count() > LONG {
        return None;
    }
    let page = match known {
        Some(Kind::Offer) => false,
        // A caption is one line and says nothing of others.
        Some(Kind::Credit) => text.contains('©'),
        Some(_) => true,
        None => {
            rights(text, &low, pack)
                || brackets(text)
                || tags(text)
                || download(&low)
                || beside_actions(text, pack)
                || decorated(text)
                || networks(text, &low, pack)
                || player(text)
                || offer(text, &low, pack)
                || acts_on_page(text, &low, pack)
                || signed_and_dated(text, &low, pack)
                || signed(text, pack)
                || is_reference(text)
                || is_aside(text)
        }
    };
    if page {
        return Some(Anchor::Page);
    }
    let bar = bars::items(text).is_some_and(|items| bars::is_sure(&items));
    if known.is_none() && (bar || has_gaps(text)) {
        return Some(Anchor::Bar);
    }
    (!ends_sentence(text) && (is_contact(text) || has_address(text))).then_some(Anchor::Address)
}

/// Pieces far apart none of which tells a value: `L’Écho de la Brenne   Maëlle Quérangal`, `Comments (112)   Have your say`.
fn has_gaps(text: &str) -> bool {
    text.contains("   ") && !has_value(text)
}

/// Whether a line is a box for readers about the letters of the page, which may stand between paragraphs too.
pub(super) fn offers_letter(line: &Line<'_>, pack: &Pack) -> bool {
    let low = lower(line.text).replace('’', "'");
    to_reader(
        line.text,
        &low,
        pack.furniture.reader,
        pack.furniture.letters,
    ) || calls::on_reader(line.text, pack)
}

/// What an agency tells those who print it: `EDS: UPDATES with denial, grafs 7-8`.
pub(super) fn for_editors(low: &str, pack: &Pack) -> bool {
    after(low.trim_start_matches('('), pack.furniture.editors).is_some_and(|rest| {
        rest.trim_start_matches(['.', ' ', '\u{a0}'])
            .starts_with(':')
    })
}

/// `© 2025 Vale Media`, `Copyright CIN.`, `Tous droits réservés`.
fn rights(text: &str, low: &str, pack: &Pack) -> bool {
    let named = |rest: &str| {
        rest.trim_start()
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '©' | '('))
    };
    let copyright = ["Copyright ", "COPYRIGHT "]
        .iter()
        .any(|w| text.split_once(w).is_some_and(|(_, rest)| named(rest)));
    copyright || text.contains('©') || pack.furniture.rights.iter().any(|p| low.contains(p))
}

/// Buttons: `[Comments (14)] [Print]`, or one behind a line: `… well handled." [Report]`.
fn brackets(text: &str) -> bool {
    let capital = |t: &str| t.trim_start().starts_with(char::is_uppercase);
    // `[ READ MORE: Three ways to read accounts ]`, `[Sondage] Êtes-vous satisfait ?  Oui / Non`.
    if let Some((inner, rest)) = text.strip_prefix('[').and_then(|t| t.split_once(']'))
        && capital(inner)
        && (rest.is_empty()
            || media(inner)
            || words(inner).count() <= 3 && (rest.contains("  ") || rest.contains(" / ")))
        && !ends_sentence(rest.trim())
    {
        return true;
    }
    let Some(before) = text
        .strip_suffix(']')
        .and_then(|t| t.rsplit_once('['))
        .filter(|(_, last)| capital(last) && words(last).count() <= 5)
        .map(|(before, _)| before)
    else {
        return false;
    };
    let mut rest = before.trim();
    while let Some(inner) = rest.strip_prefix('[') {
        let Some((_, next)) = inner.split_once(']') else {
            return false;
        };
        rest = next.trim_start();
    }
    rest.is_empty() || ends_sentence(rest)
}

/// `★ SUPPORT OUR JOURNALISM ★`, `>>> Revivez la soirée`, `→ Why robins sing`, `↗ Partager`.
fn decorated(text: &str) -> bool {
    let sign = |c: char| {
        matches!(
            c,
            '★' | '☆' | '▶' | '►' | '▾' | '▼' | '→' | '←' | '↗' | '⇒' | '✉' | '☰'
        ) || ('\u{1F300}'..='\u{1FAFF}').contains(&c)
    };
    let marked = text.starts_with(sign) || text.ends_with(sign) || text.starts_with(">>");
    // `▲ 3.4%` tells a value.
    marked && !ends_sentence(text) && !text.contains(|c: char| c.is_ascii_digit())
}

/// `0:00 / 3:18 Listen to this article`.
fn player(text: &str) -> bool {
    let time = |w: &str| {
        w.split_once(':').is_some_and(|(m, s)| {
            s.len() == 2 && [m, s].iter().all(|p| p.bytes().all(|b| b.is_ascii_digit()))
        })
    };
    let mut all = text.split_whitespace();
    all.next().is_some_and(time)
        && all.next() == Some("/")
        && all.next().is_some_and(time)
        && !ends_sentence(text)
}

/// `Subscribe now for unlimited access. $0/ (min cost $0) or signup to continue reading`.
fn offer(text: &str, low: &str, pack: &Pack) -> bool {
    !ends_sentence(text) && pack.furniture.offers.iter().any(|p| has_phrase(low, p))
}

/// `Listen to this article`, `Afficher le diaporama`: an action at the start, and what it is done to.
fn acts_on_page(text: &str, low: &str, pack: &Pack) -> bool {
    let list = pack.furniture;
    let mut all = words(low);
    let acts = all.next().is_some_and(|w| list.actions.contains(&w));
    acts && !ends_sentence(text)
        && words(low).count() <= 8
        && words(low).any(|w| list.objects.contains(&w))
}

/// `Votre e-mail est utilisé pour recevoir notre newsletter.`: a line that speaks to whoever reads the page, with one of the words `reader`, about
/// `what` the page sends or keeps.
fn to_reader(text: &str, low: &str, reader: &[&str], what: &[&str]) -> bool {
    !text.contains(['"', '«', '“', '”', '»'])
        && words(low).any(|w| reader.contains(&w))
        && what.iter().any(|p| has_phrase(low, p))
}

/// Whether a phrase stands in a text between borders of words.
fn has_phrase(low: &str, phrase: &str) -> bool {
    low.match_indices(phrase).any(|(at, p)| {
        let before = low[..at].chars().next_back();
        let after = low[at + p.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Whether the first word in brackets says what a page shows there: `[VIDEO: 1:52] Parents pack the meeting`.
fn media(inner: &str) -> bool {
    const SHOWN: &[&str] = &[
        "audio",
        "diaporama",
        "gallery",
        "image",
        "images",
        "infographie",
        "photo",
        "photos",
        "podcast",
        "sondage",
        "video",
        "vidéo",
    ];
    let first = words(inner).next().map(lower);
    first.is_some_and(|w| SHOWN.contains(&&*w))
}

/// Whether a line names places where a page is followed or shared, behind an action or with nothing beside them.
fn networks(text: &str, low: &str, pack: &Pack) -> bool {
    let is = |w: &str| w.len() > 1 && NETWORKS.contains(&w);
    let acts = words(low)
        .next()
        .is_some_and(|w| pack.furniture.actions.contains(&w));
    let alone = words(low).all(|w| is(w) || w.len() <= 2);
    let count = words(low).filter(|w| is(w)).count();
    !ends_sentence(text) && words(low).count() <= 14 && (count >= 2 && alone || count >= 1 && acts)
}

/// `#climate #packaging #funding`.
fn tags(text: &str) -> bool {
    let is_tag = |w: &&str| {
        w.strip_prefix('#')
            .is_some_and(|t| t.starts_with(char::is_alphabetic))
    };
    let all = text.split_whitespace().count();
    let tags = text.split_whitespace().filter(is_tag).count();
    // The first sign is taken for the mark of a heading.
    tags >= 1 && tags + 1 >= all
}

/// `Télécharger l'arrêté (pdf, 1,8 Mo)`.
fn download(low: &str) -> bool {
    const SIZES: &[&str] = &["gb", "go", "kb", "ko", "mb", "mo"];
    let Some(inner) = low
        .rsplit_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(inner, _)| inner)
    else {
        return false;
    };
    let pdf = words(inner).any(|w| w == "pdf");
    let all: Vec<&str> = words(inner).collect();
    let size = all.windows(2).any(|w| {
        let digits = w.at(0).bytes().all(|b| b.is_ascii_digit());
        digits && SIZES.contains(w.at(1))
    });
    pdf || size
}

/// A row of pieces one of which is a button or a link: `READ NEXT: Chip shop row | Car chase`, `AeroLog Premium – no ads | Subscribe`.
fn beside_actions(text: &str, pack: &Pack) -> bool {
    let list = pack.furniture;
    let pieces: Vec<&str> = bars::pieces(text)
        .into_iter()
        .flat_map(|p| p.split(" – "))
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    let button = |p: &&str| {
        let low = lower(p).replace('’', "'");
        let line = Line {
            text: p,
            start: 0,
            item: false,
            rule: false,
        };
        let one = NETWORKS.contains(&&*low)
            || list.actions.contains(&&*low)
            || list.subscribe.contains(&&*low);
        let known = kind(&line, pack, true);
        one || is_menu(&low, list)
            || matches!(
                known,
                Some(Kind::Actions | Kind::Links | Kind::Link | Kind::Letter | Kind::Dates)
            )
    };
    pieces.len() >= 2 && pieces.iter().any(button)
}

/// `By Simon Hartl, created Sunday, Oct 5th 2025 14:08Z`.
fn signed_and_dated(text: &str, low: &str, pack: &Pack) -> bool {
    let list = pack.furniture;
    let signed = after(low, list.by).or_else(|| after(low, list.dated));
    // Who writes in a forum has a name of one word.
    let named = signed.is_some_and(|rest| {
        let label = low.chars().count().saturating_sub(rest.chars().count());
        let name: String = text.chars().skip(label).collect();
        let word = rest.split_whitespace().next().unwrap_or("");
        name.trim_start().starts_with(char::is_uppercase)
            || word.contains(|c: char| c.is_ascii_digit() || c == '_')
    });
    named && !ends_sentence(text) && has_year(low)
}

/// `— Par notre correspondant judiciaire, Bastien Roche —`: a label, what the writer is, and a full name at the end.
fn signed(text: &str, pack: &Pack) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let low = lower(bare).replace('’', "'");
    let Some(rest) = after(&low, pack.furniture.by) else {
        return false;
    };
    let label = low.chars().count().saturating_sub(rest.chars().count());
    let rest: String = bare.chars().skip(label).collect();
    let (what, name) = rest.rsplit_once(',').unwrap_or(("", &rest));
    !ends_sentence(text)
        && is_full_name(name.trim(), pack)
        && words(what).count() <= 6
        && words(what).all(|w| w.starts_with(char::is_lowercase))
}

/// Whether a year stands in a text in small letters.
pub(super) fn has_year(low: &str) -> bool {
    words(low)
        .any(|w| w.len() == 4 && w.starts_with(['1', '2']) && w.bytes().all(|b| b.is_ascii_digit()))
}

fn has_address(text: &str) -> bool {
    // `Renseignements : mairie de Valmy, 01 02 03 04 05` is for those who go there.
    if has_telephone(text) && !text.contains(':') {
        return true;
    }
    text.split_whitespace().any(|w| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        let mail = w
            .split_once('@')
            .is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
        mail || w.starts_with("http") || w.starts_with("www.")
    })
}

/// Nine digits and more, in groups of two and more, that begin with `0` or `+`.
fn has_telephone(text: &str) -> bool {
    let between = |c: char| c.is_ascii_digit() || " \u{a0}\u{202f}.-()".contains(c);
    text.char_indices()
        .filter(|(at, c)| {
            let before = text[..*at].chars().next_back();
            matches!(c, '0' | '+') && before.is_none_or(|b| !b.is_alphanumeric() && b != ',')
        })
        .any(|(at, c)| {
            let rest = &text[at + c.len_utf8()..];
            let run = rest.split(|c: char| !between(c)).next().unwrap_or("");
            run.bytes().filter(u8::is_ascii_digit).count() >= 8
        })
}

/// The line from which on nothing is news: the end mark of a release, or a label of what follows it.
pub(super) fn ends(line: &Line<'_>, pack: &Pack) -> bool {
    const MARKS: &[&str] = &["30", "end", "ends", "fin"];
    let text = line.text;
    let low = lower(text).replace('’', "'");
    let bare = low.trim_matches(|c: char| !c.is_alphanumeric());
    let dashed = !text.starts_with(char::is_alphanumeric) || bare == "ends";
    // `-30-` has lost its first dash with the marks of lists.
    let mark = MARKS.contains(&bare) && (dashed || text.ends_with('-'));
    let label = |p: &&str| {
        after(bare, &[p]).is_some_and(|rest| {
            let rest = rest.trim_matches([' ', ':', '\u{a0}']);
            rest.is_empty() || words(rest).count() <= 2 && !text.contains(':')
        })
    };
    let elided = |p: &&str| p.ends_with('\'').then(|| bare.strip_prefix(*p)).flatten();
    let about = after(bare, pack.furniture.about);
    let about = about.or_else(|| pack.furniture.about.iter().find_map(elided));
    let about = about.is_some_and(|rest| {
        let count = words(rest).count();
        let shown = text.trim_matches(|c: char| !c.is_alphanumeric());
        let start = shown.chars().count().saturating_sub(rest.chars().count());
        let name: String = shown.chars().skip(start).collect();
        let named = words(&name).find(|w| !pack.small(&lower(w)).function);
        (1..=6).contains(&count) && named.is_some_and(|w| w.starts_with(char::is_uppercase))
    });
    mark || !ends_sentence(text)
        && words(text).count() <= 8
        && (about || pack.furniture.closing.iter().any(label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn read(text: &str, lang: Lang) -> Option<Anchor> {
        let line = Line {
            text,
            start: 0,
            item: false,
            rule: false,
        };
        of(&line, kind(&line, lang.pack(), true), lang.pack())
    }

    #[test]
    fn lines_that_only_a_page_has() {
        for text in [
            "Copyright CIN. Desk: +44 1632 960 250",
            "© 2025 Vale Media",
            "[Comments (14)] [Print] [Metars]",
            "By Guest on Monday, Oct 6th: \"Well handled.\" [Report]",
            "climatetech #packaging #funding",
            "Read the decision (PDF, 412 KB)",
            "READ NEXT: Chip shop row over gulls | Car chase ends in boating lake",
            "AeroLog Premium – no ads | Subscribe",
            "By Simon Hartl, created Sunday, Oct 5th 2025 14:08Z, last updated Monday, Oct 6th 2025 09:31Z",
            "(Eds: recasts with company reaction, adds hotelier)",
            "03:12, 23 MAY 2025 | Updated 08:40, 23 MAY 2025",
            "★ SUPPORT OUR JOURNALISM: from £3 a month ★",
            "[ READ MORE: Three ways to read a retailer’s accounts ]",
            "0:00 / 3:18 Listen to this article",
            "Subscribe now for unlimited access. $0/ (min cost $0) or signup to continue reading",
            "Share this story",
            "Get the best of Vale News in your inbox every Friday.",
        ] {
            assert_eq!(read(text, Lang::EN), Some(Anchor::Page), "{text}");
        }
        for text in [
            "Reproduction interdite © AgriMarchés",
            "— Par notre correspondant judiciaire, Bastien Roche —",
            "Cotations différées de 15 minutes. Tous droits réservés",
            "[Télécharger les parties (PGN)] [Grille américaine] [Photos : J.-P. M.]",
            "Télécharger l’arrêté (format pdf – 1,8 Mb – 08/07/2025)",
            "Imprimer | Télécharger le PDF (412 Ko) | Accessibilité : non conforme",
            "L. Castaing, avec agences – 06/11/2025 18 h 55 – Lecture : 2 min",
            "À lire aussi : Colza, le calme avant la tempête ? | Alertes SMS",
            "Votre e-mail, avec votre consentement, est utilisé par L’Écho pour recevoir notre newsletter.",
            ">>> Revivez la soirée électorale minute par minute",
            "[Sondage] Êtes-vous satisfait du résultat ?  Oui / Non / Sans opinion",
            "Poursuivez votre lecture : 1 mois offert, sans engagement",
        ] {
            assert_eq!(read(text, Lang::FR), Some(Anchor::Page), "{text}");
        }
        for text in [
            "Local syndical : bât. C, poste 4417 – umvo@exemple.fr",
            "Contact presse : Bureau de la communication, 01 99 00 41 12, presse@exemple.fr",
            "Renseignements : 01 02 03 04 05",
            "Une info à partager ? Appelez le 05 00 00 01 47",
        ] {
            assert_eq!(read(text, Lang::FR), Some(Anchor::Address), "{text}");
        }
    }

    #[test]
    fn lines_that_end_the_news() {
        let ends = |text: &str, lang: Lang| {
            let line = Line {
                text,
                start: 0,
                item: false,
                rule: false,
            };
            super::ends(&line, lang.pack())
        };
        for text in [
            "– ENDS –",
            "ENDS",
            "30-",
            "Notes to editors",
            "Note to Editors:",
            "About Brightmere Cells",
            "About the Vale Trust",
            "Media contacts",
            "Forward-looking statements",
            "END###",
        ] {
            assert_eq!(ends(text, Lang::EN), text != "END###", "{text}");
        }
        for text in [
            "À propos de Brightmere",
            "À propos d’Ecosolve :",
            "Contacts presse",
            "Note aux rédactions",
            "Contact presse :",
        ] {
            assert!(ends(text, Lang::FR), "{text}");
        }
        for text in [
            "About 40 people came",
            "About half of the bill",
            "The end",
            "It ends",
            "About Brightmere there is nothing to say.",
            "Contact: Jane Doe, 3 Vale Road",
            "Notes on a scandal",
        ] {
            assert!(!ends(text, Lang::EN), "{text}");
        }
    }

    #[test]
    fn lines_of_the_news() {
        for text in [
            "The copyright case against Harbour Press continues.",
            "Samedi 12 avril | 20 h | Salle Jean-Moulin",
            "Valmy 2 | 1 Lestrac",
            "Share of the vote: 41%",
            "By Monday 12 boats had sailed",
            "The mayor called it \"a mess [of our making]\"",
            "The price rose to 12 euros (from 10)",
            "Ann Lester (Vale Labour) 41%",
            "He wrote to the court at 12 Vale Road",
            "The rent is 40 euros a month.",
            "\"Send me your newsletter,\" she said",
            "[He] left the court at noon",
            "12:30 / Leeds",
            "The council wants your email address removed, she said, and your name kept",
        ] {
            assert_eq!(read(text, Lang::EN), None, "{text}");
        }
    }
}

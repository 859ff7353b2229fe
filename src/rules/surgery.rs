//! Cuts and grafts for mutants: changes of a draft that alter one thing and leave the rest of the article sound.
//!
//! What is added states nothing (no figure, no name, no quotation), is written in the draft's language and never says the same sentence
//! twice, so that only the rule it is aimed at has something to say. What is taken away is, as far as there is enough of
//! it, what states nothing or is stated a second time elsewhere.

use std::collections::BTreeMap;

use crate::draft::total::At as _;
use crate::draft::{Block, BlockKind, Counted, Draft, chars};
use crate::lang::Lang;
use crate::span::Span;

/// Replaces spans of a draft, which do not overlap.
pub(super) fn replace(draft: &Draft, mut edits: Vec<(Span, String)>) -> String {
    edits.sort_by_key(|e| (e.0.start, e.0.end));
    let text = draft.text();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (span, with) in edits {
        if span.start < at {
            continue;
        }
        out.push_str(text.get(at..span.start).unwrap_or(""));
        out.push_str(&with);
        at = span.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// What a language has for saying nothing.
struct Talk {
    /// How a sentence begins, what its subject does, to what, and when: any four make a sentence of ten words or so.
    parts: [&'static [&'static str]; 4],
    /// A sentence of two words that any number of adverbs may follow.
    stem: &'static str,
    adverbs: &'static [&'static str],
    /// A sentence of one word.
    one: &'static str,
    /// Words of 1 to 8 characters.
    words: [&'static str; 8],
    /// A subheading.
    heading: &'static str,
    /// A question.
    question: &'static str,
}

const FRENCH: Talk = Talk {
    parts: [
        &[
            "Au fond",
            "Pour beaucoup",
            "De loin",
            "En pratique",
            "Pour les habitués",
            "À première vue",
            "Vu de près",
            "Comme souvent",
        ],
        &[
            "la question reste ouverte",
            "le sujet demande du temps",
            "la suite dépend de chacun",
            "le débat garde toute sa place",
            "la prudence demeure de mise",
            "le dossier avance pas à pas",
            "la réponse se fait attendre",
            "le détail compte davantage",
        ],
        &[
            "pour ceux qui suivent cela",
            "quand on y regarde bien",
            "dès que le calme revient",
            "aux yeux des gens concernés",
            "si l’on prend un peu de recul",
            "tant que rien ne presse",
            "là où chacun fait sa part",
            "sans que cela surprenne vraiment",
        ],
        &[
            "aujourd’hui encore",
            "comme auparavant",
            "au fil du temps",
            "malgré les habitudes",
            "en toute simplicité",
            "jour après jour",
            "avec un peu de patience",
            "sur la durée",
        ],
    ],
    stem: "Chacun attend",
    adverbs: &[
        "encore",
        "patiemment",
        "calmement",
        "longuement",
        "sagement",
        "simplement",
        "doucement",
        "librement",
        "prudemment",
        "sereinement",
        "franchement",
        "activement",
        "dignement",
        "poliment",
        "vaillamment",
        "utilement",
        "sobrement",
        "posément",
    ],
    one: "Soit",
    words: [
        "y", "ou", "ici", "tard", "enfin", "encore", "partout", "ensemble",
    ],
    heading: "Une autre façon de voir",
    question: "Que faut-il en penser",
};

const ENGLISH: Talk = Talk {
    parts: [
        &[
            "In a way",
            "For many people",
            "From a distance",
            "In practice",
            "To those who know",
            "At first sight",
            "Seen up close",
            "As so often",
        ],
        &[
            "the question stays open",
            "the matter needs some time",
            "the outcome depends on everyone",
            "the debate keeps its place",
            "a little caution is called for",
            "the whole thing moves slowly",
            "the answer is yet to be found",
            "the details matter rather more",
        ],
        &[
            "for anyone who follows it",
            "when looked at with care",
            "as soon as calm returns",
            "in the eyes of those concerned",
            "if one steps back a little",
            "as long as nothing is urgent",
            "where everyone does their part",
            "without much of a surprise",
        ],
        &[
            "to this day",
            "much as before",
            "as time goes by",
            "in spite of habit",
            "in all simplicity",
            "day after day",
            "with a little patience",
            "in the long run",
        ],
    ],
    stem: "Everybody waits",
    adverbs: &[
        "still",
        "patiently",
        "calmly",
        "quietly",
        "wisely",
        "politely",
        "gently",
        "freely",
        "carefully",
        "serenely",
        "openly",
        "actively",
        "bravely",
        "usefully",
        "soberly",
        "kindly",
        "gladly",
        "steadily",
    ],
    one: "Indeed",
    words: [
        "a", "so", "now", "soon", "again", "indeed", "finally", "together",
    ],
    heading: "Another way of looking at it",
    question: "What is one to make of it",
};

fn talk(lang: Lang) -> &'static Talk {
    if lang == Lang::FR { &FRENCH } else { &ENGLISH }
}

/// Sentence number `i` of those that say nothing; the first 4096 all differ.
pub(super) fn sentence(lang: Lang, i: usize) -> String {
    let mut digits = [0; 4];
    let (mut rest, mut sum) = (i, 0);
    for digit in &mut digits {
        *digit = (rest + sum) % 8;
        sum += *digit;
        rest /= 8;
    }
    let part = |k: usize| talk(lang).parts.get(k).map_or("", |p| *p.at(*digits.at(k)));
    format!("{}, {} {} {}.", part(0), part(1), part(2), part(3))
}

/// Different sentences that state nothing, of exactly so many words together.
pub(super) fn talk_of(lang: Lang, words: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut left = words;
    for i in 0.. {
        let next = sentence(lang, i);
        let n = crate::draft::words(&next, lang).len();
        if n > left {
            break;
        }
        left -= n;
        out.push(next);
    }
    if left > 0 {
        out.push(exactly(lang, left));
    }
    out
}

/// One sentence of exactly so many words.
pub(super) fn exactly(lang: Lang, words: usize) -> String {
    let talk = talk(lang);
    if words <= 1 {
        return format!("{}.", talk.one);
    }
    let adverbs: Vec<&str> = talk
        .adverbs
        .iter()
        .copied()
        .cycle()
        .take(words - 2)
        .collect();
    if adverbs.is_empty() {
        format!("{}.", talk.stem)
    } else {
        format!("{} {}.", talk.stem, adverbs.join(", "))
    }
}

/// Words with spaces between them, of exactly so many characters together.
pub(super) fn letters(lang: Lang, count: usize) -> String {
    let words = talk(lang).words;
    let mut out: Vec<&str> = Vec::new();
    let mut left = count;
    // Long words first, none twice in a row; the last has three letters or more, since shorter ones cannot end a line.
    let mut turn = 0;
    while left > 8 {
        let len = [8, 6, 7, 5].at(turn % 4);
        let len = match left - (len + 1).min(left) {
            rest @ 0..3 => len - (3 - rest),
            _ => *len,
        };
        out.push(words.at(len - 1));
        left -= len + 1;
        turn += 1;
    }
    if left > 0 {
        out.push(words.at(left - 1));
    }
    out.join(" ")
}

/// `text` with words after it, `count` characters in all; up to three missing characters lengthen the last word.
pub(super) fn lengthened(lang: Lang, text: &str, count: usize) -> String {
    let text = text.trim_end();
    match count.saturating_sub(chars(text)) {
        0 => text.to_owned(),
        few @ 1..=3 => format!("{text}{}", "s".repeat(few)),
        more => format!("{text} {}", letters(lang, more - 1)),
    }
}

/// The longest run of the first words of `text` with at most `count` characters, without what cannot end a line.
pub(super) fn shortened(lang: Lang, text: &str, count: usize) -> String {
    let words = crate::draft::words(text, lang);
    let small = lang.pack().function_words;
    let last = words.iter().rfind(|(start, end)| {
        let word = text.get(*start..*end).unwrap_or("").to_lowercase();
        chars(text.get(..*end).unwrap_or("")) <= count && !small.contains(&word.as_str())
    });
    last.map_or(String::new(), |w| text.get(..w.1).unwrap_or("").to_owned())
}

/// So many words in a row that say nothing, the same again after the eighteenth.
pub(super) fn adverbs(lang: Lang, words: usize) -> String {
    let all = talk(lang).adverbs.iter().copied().cycle();
    all.take(words).collect::<Vec<_>>().join(" ")
}

/// The longest run of the last words of `text` with at most `count` characters.
pub(super) fn last_words(lang: Lang, text: &str, count: usize) -> String {
    let text = text.trim_end();
    let words = crate::draft::words(text, lang);
    words
        .iter()
        .filter_map(|w| text.get(w.0..))
        .find(|rest| chars(rest) <= count)
        .unwrap_or("")
        .to_owned()
}

/// A subheading that the draft does not have, in its language.
pub(super) fn heading(draft: &Draft) -> &'static str {
    talk(draft.lang()).heading
}

/// A question that asks nothing.
pub(super) fn question(draft: &Draft) -> String {
    let space = if draft.lang() == Lang::FR {
        "\u{a0}"
    } else {
        ""
    };
    format!("{}{space}?", talk(draft.lang()).question)
}

/// The paragraphs that can take more text: not the opening, when there are others, and none that ends in the middle of something.
pub(super) fn hosts(draft: &Draft) -> Vec<usize> {
    let lede = draft.lede().map(|b| b.span);
    let all: Vec<usize> = draft
        .blocks()
        .iter()
        .enumerate()
        .filter(|(_, b)| b.kind == BlockKind::Paragraph && b.plain.text.trim_end().ends_with('.'))
        .map(|(i, _)| i)
        .collect();
    let others: Vec<usize> = all
        .iter()
        .copied()
        .filter(|i| Some(draft.blocks().at(*i).span) != lede)
        .collect();
    if others.is_empty() { all } else { others }
}

/// Where the text of a block ends, its line break not included.
pub(super) fn end(draft: &Draft, block: &Block) -> usize {
    block.span.start + block.span.slice(draft.text()).trim_end().len()
}

/// The end of the text.
pub(super) fn end_of_text(draft: &Draft) -> Span {
    Span::at(draft.text().trim_end().len())
}

/// A sentence put at the end of a paragraph: of the shortest that is not the opening, else after everything.
pub(super) fn with_sentence(draft: &Draft, more: &str) -> String {
    let host = hosts(draft)
        .into_iter()
        .min_by_key(|i| draft.blocks().at(*i).words.len());
    match host {
        Some(i) => {
            let at = Span::at(end(draft, draft.blocks().at(i)));
            replace(draft, vec![(at, format!(" {more}"))])
        }
        None => with_paragraph(draft, more),
    }
}

/// A paragraph put after the last one that is not the opening, else after everything.
pub(super) fn with_paragraph(draft: &Draft, more: &str) -> String {
    let at = hosts(draft).last().map_or(end_of_text(draft), |i| {
        Span::at(end(draft, draft.blocks().at(*i)))
    });
    replace(draft, vec![(at, format!("\n\n{more}"))])
}

/// A paragraph put before one that is not the first under its heading, else where [`with_paragraph`] puts it.
pub(super) fn between_paragraphs(draft: &Draft, more: &str) -> String {
    let hosts = hosts(draft);
    let stretches = stretches(draft);
    let inner = stretches
        .iter()
        .flat_map(|s| s.windows(2))
        .find(|w| hosts.contains(w.at(0)) && hosts.contains(w.at(1)))
        .map(|w| w.at(0));
    match inner {
        Some(i) => {
            let at = Span::at(end(draft, draft.blocks().at(*i)));
            replace(draft, vec![(at, format!("\n\n{more}"))])
        }
        None => with_paragraph(draft, more),
    }
}

/// Sentences put at the ends of paragraphs, always of the one that is the shortest by then.
pub(super) fn spread(draft: &Draft, sentences: &[String]) -> String {
    let mut hosts: Vec<(usize, usize)> = hosts(draft)
        .into_iter()
        .map(|i| (draft.blocks().at(i).words.len(), i))
        .collect();
    if hosts.is_empty() {
        return with_paragraph(draft, &sentences.join(" "));
    }
    let mut more: BTreeMap<usize, String> = BTreeMap::new();
    for sentence in sentences {
        hosts.sort_unstable();
        let Some((words, host)) = hosts.first_mut() else {
            break;
        };
        *words += crate::draft::words(sentence, draft.lang()).len();
        let text = more.entry(*host).or_default();
        text.push(' ');
        text.push_str(sentence);
    }
    let edits = more
        .into_iter()
        .map(|(i, text)| (Span::at(end(draft, draft.blocks().at(i))), text))
        .collect();
    replace(draft, edits)
}

/// Words that a new paragraph holds.
const PARAGRAPH: usize = 40;

/// Sentences put in as paragraphs of their own, always under the heading that has the least text by then; the opening is left alone.
pub(super) fn spread_paragraphs(draft: &Draft, sentences: &[String]) -> String {
    match new_paragraphs(draft, sentences, &|_| true) {
        Some(edits) => replace(draft, edits),
        None => with_paragraph(draft, &sentences.join(" ")),
    }
}

/// The edits that put sentences in as paragraphs of their own, after blocks that `within` allows; `None` when there is no such place.
pub(super) fn new_paragraphs(
    draft: &Draft,
    sentences: &[String],
    within: &dyn Fn(usize) -> bool,
) -> Option<Vec<(Span, String)>> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    let hosts = hosts(draft);
    for stretch in stretches(draft) {
        if let Some(last) = stretch.iter().rfind(|i| hosts.contains(i) && within(**i)) {
            let words = stretch
                .iter()
                .map(|i| draft.blocks().at(*i).words.len())
                .sum();
            places.push((words, *last));
        }
    }
    if places.is_empty() {
        return None;
    }
    let mut more: BTreeMap<usize, String> = BTreeMap::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut size = 0;
    for (i, sentence) in sentences.iter().enumerate() {
        paragraph.push(sentence);
        size += crate::draft::words(sentence, draft.lang()).len();
        if size < PARAGRAPH && i + 1 < sentences.len() {
            continue;
        }
        places.sort_unstable();
        let Some(place) = places.first_mut() else {
            break;
        };
        place.0 += size;
        let text = more.entry(place.1).or_default();
        text.push_str("\n\n");
        text.push_str(&paragraph.join(" "));
        paragraph.clear();
        size = 0;
    }
    let edits = more
        .into_iter()
        .map(|(i, text)| (Span::at(end(draft, draft.blocks().at(i))), text))
        .collect();
    Some(edits)
}

/// The blocks of the body between one heading and the next, as indices.
pub(super) fn stretches(draft: &Draft) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new()];
    for (i, block) in draft.blocks().iter().enumerate() {
        if matches!(block.kind, BlockKind::Heading(_)) {
            out.push(Vec::new());
        } else if block.kind.is_counted(Counted::Body)
            && let Some(last) = out.last_mut()
        {
            last.push(i);
        }
    }
    out.retain(|s| !s.is_empty());
    out
}

/// Those of a list in the order of the text that lie in a span.
fn inside<T>(all: &[T], span: Span, of: fn(&T) -> Span) -> impl Iterator<Item = &T> {
    let from = all.partition_point(|n| of(n).start < span.start);
    let rest = all.get(from..).unwrap_or_default().iter();
    let rest = rest.take_while(move |n| of(n).start < span.end);
    rest.filter(move |n| span.contains(of(n)))
}

/// What a sentence states that has to be somewhere: figures and names, each by its key; `None` when it quotes.
pub(super) fn stated(draft: &Draft, block: usize, span: Span) -> Option<Vec<String>> {
    if draft.quotes_of(block).iter().any(|q| q.span.overlaps(span)) {
        return None;
    }
    let numbers = inside(draft.numbers(), span, |n| n.span);
    let names = inside(draft.names(), span, |n| n.span);
    Some(
        numbers
            .map(crate::draft::Number::key)
            .chain(names.map(|n| n.text.clone()))
            .collect(),
    )
}

/// Sentences whose loss takes at least `words` words out of the body, as spans. First go those that state nothing or whose figures and names
/// stand elsewhere too, the last of each paragraph before the first; `all` gives up others when these are not enough, and whole
/// paragraphs. Quotations stay as long as possible. `within` limits the cut to some blocks; the opening is never touched unless it is asked for.
pub(super) fn losable(draft: &Draft, words: usize, within: &dyn Fn(usize) -> bool) -> Vec<Span> {
    let lede = draft.lede().map(|b| b.span);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for n in draft.numbers() {
        *counts.entry(n.key()).or_default() += 1;
    }
    for n in draft.names() {
        *counts.entry(n.text.clone()).or_default() += 1;
    }
    let mut out = Vec::new();
    let mut lost = 0;
    // The first pass leaves every paragraph its first sentence; the second takes whole paragraphs that have a neighbour; the third
    // no longer looks at what is stated.
    for pass in 0..3 {
        for (i, block) in draft.blocks().iter().enumerate().rev() {
            let paragraph = matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote);
            let opening = Some(block.span) == lede;
            if !paragraph || !within(i) || (opening && pass < 2) {
                continue;
            }
            let first = usize::from(pass != 1 || alone(draft, i));
            for sentence in block.sentences.iter().skip(first).rev() {
                if lost >= words {
                    return out;
                }
                let span = sentence.span;
                if out.iter().any(|s: &Span| s.overlaps(span)) {
                    continue;
                }
                let facts = stated(draft, i, span);
                if pass < 2 {
                    let Some(facts) = &facts else { continue };
                    let repeated = |k: &String| {
                        facts.iter().filter(|f| *f == k).count()
                            < counts.get(k).copied().unwrap_or(0)
                    };
                    if !facts.iter().all(repeated) {
                        continue;
                    }
                }
                for fact in facts.into_iter().flatten() {
                    if let Some(n) = counts.get_mut(&fact) {
                        *n = n.saturating_sub(1);
                    }
                }
                lost += sentence.words.len();
                out.push(span);
            }
        }
    }
    out
}

/// Whether a block is all the body that stands under its heading.
fn alone(draft: &Draft, block: usize) -> bool {
    stretches(draft)
        .iter()
        .any(|s| s.len() == 1 && s.contains(&block))
}

/// The draft without these sentences, and without paragraphs of which nothing is left.
pub(super) fn without(draft: &Draft, sentences: &[Span]) -> String {
    moved(draft, sentences, Vec::new())
}

/// The draft without these sentences, with other edits elsewhere.
pub(super) fn moved(draft: &Draft, sentences: &[Span], more: Vec<(Span, String)>) -> String {
    let text = draft.text();
    let mut edits = more;
    edits.extend(sentences.iter().map(|s| {
        let before = text.get(..s.start).unwrap_or("");
        let space = before.len() - before.trim_end_matches(' ').len();
        (Span::new(s.start - space, s.end), String::new())
    }));
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in replace(draft, edits).lines() {
        blank = if line.trim().is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}

/// The draft with at most `left` words of body, when sentences that can be lost are enough for it.
pub(super) fn cut_to(draft: &Draft, left: usize) -> Option<String> {
    let words = draft.count(Counted::Body);
    let lost = losable(draft, words.checked_sub(left)?, &|_| true);
    let text = without(draft, &lost);
    (Draft::parse(&text, draft.lang()).count(Counted::Body) <= left).then_some(text)
}

/// A piece of text that a pattern finds, made from the pattern as it is written: the first of several wordings, nothing that may be
/// missing, one of what may be repeated. `None` when the pattern says more than this understands; the caller checks what comes.
pub(super) fn sample(pattern: &str) -> Option<String> {
    let body = pattern
        .strip_prefix('/')
        .and_then(|p| p.rsplit_once('/'))
        .map_or(pattern, |p| p.0);
    let chars: Vec<char> = body.chars().collect();
    let mut at = 0;
    let text = wording(&chars, &mut at, 0)?;
    (at == chars.len()).then_some(text)
}

/// Groups inside one another that a sample follows.
const DEEPEST: usize = 32;

/// The first wording up to the end or the closing bracket; the others are read over.
fn wording(p: &[char], at: &mut usize, depth: usize) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    let mut out = String::new();
    let mut first: Option<String> = None;
    while let Some(&c) = p.get(*at) {
        *at += 1;
        let atom = match c {
            ')' => {
                *at -= 1;
                break;
            }
            '|' => {
                let done = std::mem::take(&mut out);
                first.get_or_insert(done);
                continue;
            }
            '^' | '$' => continue,
            '(' => {
                if p.get(*at) == Some(&'?') {
                    while !matches!(p.get(*at), None | Some(':' | '>' | ')')) {
                        *at += 1;
                    }
                    if p.get(*at)? == &')' {
                        *at += 1;
                        continue;
                    }
                    *at += 1;
                }
                let inner = wording(p, at, depth + 1)?;
                if p.get(*at) != Some(&')') {
                    return None;
                }
                *at += 1;
                inner
            }
            '[' => one_of(p, at)?.to_string(),
            '.' => "o".to_owned(),
            '\\' => {
                let c = *p.get(*at)?;
                *at += 1;
                match c {
                    'b' | 'B' | 'A' | 'z' => continue,
                    'd' => "4".to_owned(),
                    'w' | 'S' | 'D' => "o".to_owned(),
                    's' => " ".to_owned(),
                    'n' => "\n".to_owned(),
                    't' => "\t".to_owned(),
                    c if c.is_alphanumeric() => return None,
                    c => c.to_string(),
                }
            }
            c => c.to_string(),
        };
        out.push_str(&atom.repeat(repeated(p, at)?));
    }
    Some(first.unwrap_or(out))
}

/// How often what stands before is wanted at least.
fn repeated(p: &[char], at: &mut usize) -> Option<usize> {
    let n = match p.get(*at) {
        Some('?' | '*') => 0,
        Some('+') => 1,
        Some('{') => {
            let close = *at + p.get(*at..)?.iter().position(|c| *c == '}')?;
            let least: String = p
                .get(*at + 1..close)
                .unwrap_or_default()
                .iter()
                .take_while(|c| **c != ',')
                .collect();
            *at = close;
            least.parse().ok().filter(|n| *n < 100)?
        }
        _ => return Some(1),
    };
    *at += 1;
    if p.get(*at) == Some(&'?') {
        *at += 1;
    }
    Some(n)
}

/// A character of a class `[…]`.
fn one_of(p: &[char], at: &mut usize) -> Option<char> {
    let negated = p.get(*at) == Some(&'^');
    if negated {
        *at += 1;
    }
    let first = *p.get(*at)?;
    *at += 1;
    let chosen = match first {
        '\\' => {
            let c = *p.get(*at)?;
            *at += 1;
            match c {
                's' => ' ',
                'd' => '4',
                'w' | 'S' => 'o',
                't' => '\t',
                'n' => '\n',
                c => c,
            }
        }
        c => c,
    };
    while *p.get(*at)? != ']' {
        *at += if *p.at(*at) == '\\' { 2 } else { 1 };
    }
    *at += 1;
    Some(if negated { 'o' } else { chosen })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_letters_are_counted() {
        for lang in [Lang::FR, Lang::EN] {
            for n in 1..120 {
                let text = talk_of(lang, n).join(" ");
                assert_eq!(crate::draft::words(&text, lang).len(), n, "{text}");
                assert_eq!(chars(&letters(lang, n)), n);
            }
            for n in 12..40 {
                assert_eq!(chars(&lengthened(lang, "Le port", n)), n);
            }
        }
    }

    #[test]
    fn what_is_said_states_nothing_and_is_said_once() {
        for lang in [Lang::FR, Lang::EN] {
            let all: std::collections::BTreeSet<String> =
                (0..4096).map(|i| sentence(lang, i)).collect();
            assert_eq!(all.len(), 4096);
            let text: Vec<String> = all.into_iter().step_by(37).collect();
            let draft = Draft::parse(&text.join(" "), lang);
            assert!(draft.numbers().is_empty(), "{:?}", draft.numbers());
            assert!(draft.names().is_empty(), "{:?}", draft.names());
            assert!(draft.quotes().is_empty());
        }
    }

    #[test]
    fn samples_are_found_by_their_patterns() {
        for (pattern, wanted) in [
            (
                r"/^Customize this title in (english|french)[ :]*/i",
                "Customize this title in english",
            ),
            (
                r"/^[ \t]*(La suite après (la|cette) )?publicité[ \t]*$/i",
                "publicité",
            ),
            (r"/^(Read more|See also|Related)[ \t]*:.*$/i", "Read more:"),
            (r"/^\d+ min(ute)? read[ \t]*$/i", "4 min read"),
            (r"/^About [A-Z][^\n]*\n[\s\S]*\z/", "About A\n"),
            (r"/\bto{2,4}(?:u|x)\./", "toou."),
        ] {
            let sample = sample(pattern).expect(pattern);
            assert_eq!(sample, wanted);
        }
        assert_eq!(sample("/(a/"), None);
    }
}

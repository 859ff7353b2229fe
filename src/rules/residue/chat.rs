//! What a chat model says before and after its answer, and of itself.

use std::sync::LazyLock;

use super::about::speaks_of_article;

use regex::Regex;

use crate::draft::{Block, BlockKind, Draft, Sentence};
use crate::lang::{Lang, TABLE};
use crate::span::{Span, Spans};

/// Words by which an opening announces the article, and by which a closing betrays a chat, per language.
struct ChatWords {
    lang: Lang,
    products: &'static [&'static str],
    offers: &'static [&'static str],
}

#[rustfmt::skip]
const CHAT_WORDS: &[ChatWords] = &[
    ChatWords {
        lang: Lang::FR,
        products: &[
            "article", "texte", "version", "titre", "réécriture", "résumé", "traduction", "proposition",
            "chapô", "chapo", "passage", "brouillon", "rédaction",
        ],
        offers: &[
            "je", "j", "me", "m", "moi", "modification", "modifications", "ajustement", "ajustements",
            "retouches",
        ],
    },
    ChatWords {
        lang: Lang::EN,
        products: &[
            "article", "text", "version", "title", "headline", "rewrite", "summary", "translation", "draft",
            "passage", "piece", "section",
        ],
        offers: &[
            "i", "i'd", "i'll", "i'm", "me", "my", "changes", "adjustments", "revisions", "tweaks",
        ],
    },
];

/// The languages whose lists are used: the article's, and English.
pub(super) fn languages(lang: Lang) -> impl Iterator<Item = Lang> {
    [Some(lang), (lang != Lang::EN).then_some(Lang::EN)]
        .into_iter()
        .flatten()
}

/// Lowercase, with straight apostrophes and single spaces.
pub(super) fn even(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '’' | '‘' => out.push('\''),
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// What follows `phrase` at the start of `text`, when it ends at a word border there.
fn after<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(phrase)?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

pub(super) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .flat_map(|w| {
            // `j'espère` gives `j` and `espère`; `i'd` stays whole, because the lists hold it so.
            match w.split_once('\'') {
                Some((a, b)) if a.len() == 1 && !matches!(b, "d" | "ll" | "m" | "ve") => [a, b],
                _ => [w, ""],
            }
        })
        .filter(|w| !w.is_empty())
}

/// Whether what follows an opening announces an article, rather than the article of a law or the text of a treaty.
fn names_product(rest: &str) -> bool {
    let words: Vec<&str> = words_of(rest).take(9).collect();
    let of_something = |next: &str| {
        next.starts_with(|c: char| c.is_ascii_digit())
            || matches!(
                next,
                "de" | "du" | "des" | "d" | "of" | "que" | "that" | "premier"
            )
    };
    CHAT_WORDS.iter().any(|l| {
        words.iter().enumerate().any(|(i, w)| {
            i < 8 && l.products.contains(w) && !words.get(i + 1).is_some_and(|n| of_something(n))
        })
    })
}

pub(super) fn is_opening(sentence: &str, lang: Lang, before_title: bool, alone: bool) -> bool {
    let text = even(sentence);
    languages(lang)
        .flat_map(|l| l.pack().chat_openings)
        .filter_map(|p| after(&text, p))
        .any(|rest| {
            let ends_open = text.ends_with(':');
            !rest.contains(char::is_alphanumeric)
                || (names_product(rest) && (ends_open || before_title || alone))
                || (before_title && (ends_open || alone))
        })
}

/// A closing alone is no proof (*N’hésitez pas à réserver* may end an article): it also speaks in the first person, offers
/// changes, speaks of the text itself, or says nothing else.
fn is_closing(sentence: &str, lang: Lang) -> bool {
    let text = even(sentence);
    // "Let me know in the comments": to the readers.
    if words_of(&text).any(|w| READERS.contains(&w)) {
        return false;
    }
    languages(lang).any(|l| {
        let offers = |w: &str| {
            CHAT_WORDS
                .iter()
                .any(|c| c.lang == l && c.offers.contains(&w))
        };
        l.pack().chat_closings.iter().any(|p| {
            after(&text, p).is_some_and(|rest| {
                !rest.contains(char::is_alphanumeric)
                    || words_of(&text).any(offers)
                    || words_of(p).any(|w| ABOUT_TEXT.contains(&w))
            })
        })
    })
}

/// Where readers answer.
const READERS: &[&str] = &["comment", "comments", "commentaire", "commentaires"];

/// Words by which a closing speaks of the answer itself.
#[rustfmt::skip]
const ABOUT_TEXT: &[&str] = &[
    "article", "texte", "mots", "text", "version", "word", "words", "keywords",
];

/// Whether a mention of a model is the model's own: it speaks in the first person, or of its orders. An article about
/// artificial intelligence says `en tant que modèle de langage` too.
pub(super) fn is_own_voice(phrase: &str, sentence: &str) -> bool {
    #[rustfmt::skip]
    const MODELS: &[&str] = &[
        "ia", "ai", "intelligence", "chatbot", "assistant", "modèle", "model",
    ];
    #[rustfmt::skip]
    const FIRST_PERSON: &[&str] = &[
        "je", "j", "me", "m", "moi", "mes", "mon", "ma", "i", "i'm", "i'd", "i'll", "i've", "my",
    ];
    let phrase = even(phrase);
    let sentence = even(sentence);
    let names_model = words_of(&phrase).any(|w| MODELS.contains(&w));
    !names_model || words_of(&sentence).any(|w| FIRST_PERSON.contains(&w))
}

pub(super) fn joined(sentences: &[Sentence]) -> Option<Span> {
    Some(sentences.first()?.span.join(sentences.last()?.span))
}

/// The sentences that open the first paragraph as a chat does.
pub(super) fn opening(draft: &Draft) -> Option<(&Block, &[Sentence])> {
    let title = draft.title().and_then(|t| t.block);
    let (index, block) = draft
        .blocks()
        .iter()
        .enumerate()
        .take(2)
        .find(|(i, _)| Some(*i) != title)?;
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let before_title = title.is_some_and(|t| t > index);
    let alone = block.sentences.len() <= 2;
    let whole = block.sentences.len() == 1;
    let n = block
        .sentences
        .iter()
        .take_while(|s| {
            let text = block.sentence(s);
            is_opening(text, draft.lang(), before_title, alone)
                || alone
                    && speaks_of_article(
                        text,
                        draft.lang(),
                        whole && text.trim_end().ends_with(':'),
                    )
        })
        .count();
    (n > 0).then(|| (block, block.sentences.get(..n).unwrap_or_default()))
}

/// The sentences that close the last paragraphs as a chat does, the last paragraph first. A list goes with the line that
/// announces it.
pub(super) fn closings<'d>(draft: &'d Draft, quotes: &Spans) -> Vec<(&'d Block, &'d [Sentence])> {
    let mut found = Vec::new();
    let mut items = Vec::new();
    let title = draft.title().and_then(|t| t.block);
    let blocks = draft.blocks().iter().enumerate().rev();
    for (index, block) in blocks.filter(|(_, b)| !b.words.is_empty()) {
        if matches!(block.kind, BlockKind::Item { .. }) && found.is_empty() {
            items.push((block, &block.sentences[..]));
            continue;
        }
        if block.kind != BlockKind::Paragraph {
            break;
        }
        let whole = block.sentences.len() == 1;
        let n = block
            .sentences
            .iter()
            .rev()
            .take_while(|s| {
                let text = block.sentence(s);
                (is_closing(text, draft.lang()) || speaks_of_article(text, draft.lang(), whole))
                    && !quotes.overlap(s.span)
            })
            .count();
        let announces = block.plain.text.trim_end().ends_with(':');
        // Of an article, something is left.
        let all = title.is_none() && index == 0 && n == block.sentences.len();
        if all || n == 0 || (found.is_empty() && !items.is_empty() && !announces) {
            break;
        }
        found.append(&mut items);
        found.push((
            block,
            block
                .sentences
                .get(block.sentences.len() - n..)
                .unwrap_or_default(),
        ));
        if n < block.sentences.len() {
            break;
        }
    }
    found
}

/// How models speak of themselves, by language.
pub(super) static SELF: LazyLock<Vec<(Lang, Regex)>> = LazyLock::new(|| {
    TABLE
        .iter()
        .filter_map(|lang| {
            // The longest first: of several that match, a pattern takes the first.
            let mut phrases = lang.pack().self_references.to_vec();
            phrases.sort_by_key(|p| std::cmp::Reverse(p.len()));
            let all: Vec<String> = phrases
                .iter()
                .map(|p| {
                    regex::escape(p)
                        .replace(['\'', '’'], "['’]")
                        .replace(' ', r"\s+")
                })
                .collect();
            // Word borders are looked at afterwards: on accented text, `\b` would cost the fast engine.
            let pattern = format!("(?i)(?:{})", all.join("|"));
            (!all.is_empty()).then(|| Some((*lang, Regex::new(&pattern).ok()?)))?
        })
        .collect()
});

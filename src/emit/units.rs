//! The source sentence by sentence: what a chain for weak models writes from. Each sentence of such an article is born with the passage
//! it rests on.

use crate::draft::{Block, BlockKind, Draft, Sentence};
use crate::emit::passages;

/// A sentence of the source, as a part of the article is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The block of the source it stands in.
    pub block: usize,
    /// Its text, without markup, place line and what a site put beside it.
    pub text: String,
    /// It stays as the source has it: somebody is quoted in it, or it is no whole sentence.
    pub kept: bool,
    /// It can be understood without the sentence before it.
    pub stands_alone: bool,
}

/// Fewer words than this are left as they are.
const FEWEST: usize = 6;

/// The sentences of some blocks of the source, in order, without the furniture of its page.
#[must_use]
pub fn of_blocks(source: &Draft, blocks: &[usize]) -> Vec<Unit> {
    let furniture = source.furniture();
    let mut out: Vec<Unit> = Vec::new();
    for &index in blocks {
        let Some(block) = source.blocks().get(index) else {
            continue;
        };
        for sentence in &block.sentences {
            if furniture.spans.hold(sentence.span) {
                continue;
            }
            let text = bare(source, block, sentence);
            let whole = text.ends_with(['.', '!', '?', '…', '»', '”', '"', ')']);
            let listed = matches!(block.kind, BlockKind::Item { .. } | BlockKind::Row);
            if text.is_empty() || !(whole || listed) {
                continue;
            }
            let quoted = source
                .quotes_of(index)
                .iter()
                .any(|q| q.span.overlaps(sentence.span));
            out.push(Unit {
                block: index,
                kept: quoted || listed || sentence.words.len() < FEWEST || text.ends_with('?'),
                stands_alone: stands_alone(source, block, sentence),
                text,
            });
        }
    }
    out
}

/// All of them.
#[must_use]
pub fn of_source(source: &Draft) -> Vec<Unit> {
    of_blocks(source, &passages::bearing_blocks(source))
}

/// A sentence without the line of place and date in front of it.
fn bare(source: &Draft, block: &Block, sentence: &Sentence) -> String {
    let plain = block.sentence(sentence).trim();
    let furniture = source.furniture();
    let Some(head) = furniture.spans.end_over(sentence.span.start) else {
        return plain.to_owned();
    };
    // Spans are those of the source; where it has no markup here, its text is the plain one.
    let rest = source.text().get(head..sentence.span.end).unwrap_or("");
    let rest = rest
        .trim_start_matches([' ', '\u{a0}', '-', '–', '—', ':'])
        .trim();
    if plain.ends_with(rest) {
        rest.to_owned()
    } else {
        plain.to_owned()
    }
}

/// Whether nothing in its first words points back.
fn stands_alone(source: &Draft, block: &Block, sentence: &Sentence) -> bool {
    let back = source.lang().pack().rewording.back;
    let words = block.words.get(sentence.words.clone()).unwrap_or_default();
    let first = words
        .first()
        .map(|w| crate::draft::compare::fold(block.word(w)));
    first.is_some_and(|first| {
        let bare = first.split_once('\'').map_or(first.as_str(), |(a, _)| a);
        !back.contains(&bare) && !back.contains(&first.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn sentences_come_without_the_page_around_them() {
        let text = "Crue de la Veyre\n\nSaint-Aubin, 14 mars (Agence Littoral) - La Veyre est sortie de son lit mardi à Saint-Aubin. Elle a coupé la route.\n\n\
            « Personne n’a été blessé », a déclaré la maire, Hélène Castaing.\n\n\
            À la mi-journée, 1 200 foyers étaient encore privés de courant, contre 2 500 au plus fort de la nuit.\n\n\
            Une réunion avec les assureurs est prévue vendredi à 14 heures à la mairie de la commune.\n\nÀ lire aussi : les inondations\n";
        let source = Draft::parse(text, Lang::FR);
        let units = of_source(&source);
        let texts: Vec<&str> = units.iter().map(|u| u.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "La Veyre est sortie de son lit mardi à Saint-Aubin.",
                "Elle a coupé la route.",
                "« Personne n’a été blessé », a déclaré la maire, Hélène Castaing.",
                "À la mi-journée, 1 200 foyers étaient encore privés de courant, contre 2 500 au plus fort de la nuit.",
                "Une réunion avec les assureurs est prévue vendredi à 14 heures à la mairie de la commune.",
            ]
        );
        let alone: Vec<bool> = units.iter().map(|u| u.stands_alone).collect();
        assert_eq!(alone, [true, false, true, true, true]);
        assert_eq!(units.iter().filter(|u| u.kept).count(), 2);
    }
}

//! Somebody who is accused and denies it: the article that tells of the accusation tells of the denial too.

use super::pair::{Claim, Pair, phrase_at};
use crate::draft::reading::Line;
use crate::draft::total::At as _;
use crate::rules::Fault;

/// Where one of some phrases stands outside of quotations.
fn find(line: &Line, phrases: &[&str]) -> Option<(usize, usize)> {
    (0..line.tokens.len())
        .filter(|&i| !line.tokens.at(i).quoted)
        .find_map(|i| {
            let ends = phrases.iter().filter_map(|p| phrase_at(&line.tokens, i, p));
            ends.max().map(|end| (i, end))
        })
}

/// Whether anything in a text may tell that somebody denies: words for it or a plea, quoted or not.
fn contested(pair: &Pair<'_>) -> bool {
    let stance = pair.article.lang().pack().stance;
    let tells = |text: &str| {
        [stance.denies, stance.untrue, stance.pleas]
            .iter()
            .any(|list| list.contains(&text))
    };
    let lines = &pair.alignment.article.lines;
    lines.iter().enumerate().any(|(i, line)| {
        // `did not admit the charges`
        let not = !pair.ours.denials.at(i).is_empty();
        let admits = |t: &str| not && stance.admits.contains(&t);
        let mut tokens = line.tokens.iter();
        tokens.any(|t| tells(&t.text) || admits(&t.text))
    })
}

/// Accusations told without the denial that the source has beside them.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let m = pair.meaning;
    let stance = pair.article.lang().pack().stance;
    let mut claims: Vec<Claim> = Vec::new();
    let mut open: Option<bool> = None;
    for (index, line, row) in pair.rows() {
        let Some((from, to)) = find(line, m.suspects).filter(|_| !line.heading) else {
            continue;
        };
        let near = pair.around(&row.rests_on);
        let plea = near.into_iter().find_map(|s| {
            let source = pair.line(s);
            let at = find(source, stance.denies_it)?;
            // The sentence that is told has it, or the one right behind has nobody else in it: `He denies the charges.`
            let same = row.rests_on.contains(&s) && find(source, m.suspects).is_some();
            let behind = s.checked_sub(1).is_some_and(|p| row.rests_on.contains(&p))
                && source
                    .tokens
                    .first()
                    .is_some_and(|t| m.pronouns.contains(&t.text.as_str()))
                && find(pair.line(s - 1), m.suspects).is_some();
            (same || behind).then_some((s, at))
        });
        let Some((s, at)) = plea else { continue };
        if claims.iter().any(|c| c.source == s) || *open.get_or_insert_with(|| contested(pair)) {
            continue;
        }
        let (start, end) = (line.tokens.at(from).start, line.tokens.at(to - 1).end);
        let source = pair.line(s);
        let text = &pair.source.blocks().at(source.block).plain.text;
        let said = &text[source.tokens.at(at.0).start..source.tokens.at(at.1 - 1).end];
        claims.push(Claim {
            span: pair.words(line, start, end),
            fault: Fault::new("accusation").text("word", said),
            line: index,
            source: s,
        });
    }
    claims
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn a_denial_goes_with_its_accusation() {
        let source = "A former guard at the museum, accused of stealing two drawings, will stand trial in June; he denies the charges.";
        let found = |article| claimed(super::check, Lang::EN, source, article);
        assert_eq!(
            found(
                "A former museum guard accused of stealing two drawings will stand trial in June."
            ),
            ["accused"]
        );
        for sound in [
            "A former museum guard accused of stealing two drawings will stand trial in June. He says he is innocent.",
            "A former museum guard accused of stealing two drawings will stand trial in June. He has pleaded not guilty.",
            "A former museum guard will stand trial in June.",
        ] {
            assert!(found(sound).is_empty(), "{sound}");
        }
    }

    #[test]
    fn une_personne_mise_en_cause_nie() {
        let source = "Un ancien gardien, soupçonné d'avoir dérobé deux dessins, sera jugé en juin. Il nie les faits.";
        let found = |article| claimed(super::check, Lang::FR, source, article);
        assert_eq!(
            found("Soupçonné d'avoir dérobé deux dessins, un ancien gardien sera jugé en juin."),
            ["Soupçonné"]
        );
        assert!(found("Un ancien gardien, soupçonné d'avoir dérobé deux dessins, sera jugé en juin ; il clame son innocence.").is_empty());
        assert!(found("Un ancien gardien, soupçonné d'avoir dérobé deux dessins, sera jugé en juin. Il ne reconnaît pas les faits.").is_empty());
    }
}

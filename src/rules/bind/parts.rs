//! A part of a whole keeps both its numbers: `deux des sept ponts`, `trois ponts sur sept`.

use crate::draft::total::At as _;
use crate::rules::Fault;
use std::collections::BTreeSet;

use super::pair::{Claim, Pair, senses};
use super::whole::shares;
use crate::draft::reading::Line;
use crate::draft::{Draft, NumberKind};
use crate::span::Span;

/// Two sentences share at least this many senses.
const SHARED: usize = 2;

/// So many of so many.
struct Part {
    part: u32,
    whole: u32,
    span: Span,
}

/// The parts of a whole that a sentence tells.
fn parts(draft: &Draft, line: &Line) -> Vec<Part> {
    let count = |n: &crate::draft::Number| {
        let whole = n.kind == NumberKind::Cardinal && n.value.fract() == 0.0;
        (whole && (1.0..1e6).contains(&n.value)).then_some(n.value as u32)
    };
    let told = shares(draft, line).into_iter().filter_map(|(w, p)| {
        Some(Part {
            part: count(p)?,
            whole: count(w)?,
            span: p.span.join(w.span),
        })
    });
    let few = draft
        .numbers()
        .get(line.numbers.clone())
        .unwrap_or_default()
        .iter();
    let few = few.filter_map(|n| {
        let (part, whole) = n.few.filter(|f| f.0 > 1)?;
        Some(Part {
            part,
            whole,
            span: n.span,
        })
    });
    told.chain(few).filter(|p| p.part < p.whole).collect()
}

/// Parts of which one of the two numbers is another one than in the source.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let ours = parts(pair.article, line);
        let [told] = ours.as_slice() else { continue };
        let near = pair.around(&row.rests_on);
        let all: Vec<(usize, Part)> = near
            .iter()
            .flat_map(|&s| {
                parts(pair.source, pair.line(s))
                    .into_iter()
                    .map(move |p| (s, p))
            })
            .collect();
        let [(s, given)] = all.as_slice() else {
            continue;
        };
        let changed = match (told.part == given.part, told.whole == given.whole) {
            (true, false) => told.whole,
            (false, true) => told.part,
            _ => continue,
        };
        // "two of the five are shut", "three of the five are open".
        let rest = told.part + given.part == told.whole;
        let known = pair
            .source
            .numbers()
            .iter()
            .chain(pair.source.number_asides());
        let known = known.into_iter().any(|n| n.value == f64::from(changed));
        let said = senses(line, pair.ours.senses.at(index), 0..line.tokens.len());
        let source = pair.line(*s);
        let theirs: BTreeSet<&str> =
            senses(source, pair.theirs.senses.at(*s), 0..source.tokens.len());
        let shared = said.iter().filter(|w| theirs.contains(*w)).count();
        if rest || known || shared < SHARED || !row.rests_on.contains(s) {
            continue;
        }
        let of = |p: &Part| format!("{} of {}", p.part, p.whole);
        claims.push(Claim {
            span: told.span,
            fault: Fault::new("parts")
                .text("here", of(told))
                .text("there", of(given)),
            line: index,
            source: *s,
        });
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn both_numbers_are_kept() {
        let source = "Two of the five lifts in the tower are out of order.";
        let found = |article| claimed(check, Lang::EN, source, article).len();
        assert_eq!(
            found("Three of the four lifts in the tower are out of order."),
            0
        );
        assert_eq!(
            found("Four of the five lifts in the tower are out of order."),
            1
        );
        assert_eq!(
            found("In the tower, two lifts out of six are out of order."),
            1
        );
        assert_eq!(
            found("Of the five lifts in the tower, two are out of order."),
            0
        );
        assert_eq!(found("Three of the five lifts in the tower still work."), 0);
        let source = "Trois puits communaux sur huit sont pollués.";
        let found = |article| claimed(check, Lang::FR, source, article).len();
        assert_eq!(found("Trois des neuf puits communaux sont pollués."), 1);
        assert_eq!(found("Trois des huit puits communaux sont pollués."), 0);
        assert_eq!(found("Cinq des huit puits communaux sont sains."), 0);
    }
}

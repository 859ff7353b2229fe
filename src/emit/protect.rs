//! Protected spans: quotations of a passage travel as placeholders that the step must return. Code puts them in, checks that
//! each came back, and restores the exact words. A model that loses quotation marks and speakers cannot lose these.

use crate::draft::Draft;

/// A quotation that travels as a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protected {
    /// The placeholder: `[[C1]]`.
    pub mark: String,
    /// The quotation as it stands in the source, marks included.
    pub text: String,
    /// The whole source sentence or paragraph around it, for when the model loses the placeholder.
    pub context: String,
}

/// The blocks' text with each quotation replaced by a placeholder, and what they stand for. Scare quotes (under three words)
/// stay as they are. Numbering is by position in the whole source, so that a quotation has the same mark in every prompt.
#[must_use]
pub fn protect(source: &Draft, blocks: &[usize]) -> (String, Vec<Protected>) {
    let quotes: Vec<_> = source.quotes().iter().filter(|q| !q.short).collect();
    let mut out = Vec::new();
    let mut parts = Vec::new();
    for &index in blocks {
        let Some(block) = source.blocks().get(index) else {
            continue;
        };
        let mut text = String::new();
        let mut at = block.span.start;
        for (n, quote) in quotes.iter().enumerate() {
            if !block.span.contains(quote.span) || quote.span.start < at {
                continue;
            }
            let mark = format!("[[C{}]]", n + 1);
            text.push_str(source.text().get(at..quote.span.start).unwrap_or(""));
            text.push_str(&mark);
            at = quote.span.end;
            let context = block
                .sentences
                .iter()
                .find(|s| s.span.overlaps(quote.span))
                .map_or(block.span, |s| s.span.join(quote.span));
            out.push(Protected {
                mark,
                text: quote.span.slice(source.text()).to_owned(),
                context: context.slice(source.text()).trim().to_owned(),
            });
        }
        text.push_str(source.text().get(at..block.span.end).unwrap_or(""));
        parts.push(text.trim().to_owned());
    }
    (parts.join("\n\n"), out)
}

/// Puts the quotations back. The second part lists those whose placeholder did not come back. A placeholder in quotation
/// marks of its own loses them; one that comes twice is restored once and dropped the second time.
#[must_use]
pub fn restore<'a>(answer: &str, protected: &'a [Protected]) -> (String, Vec<&'a Protected>) {
    let mut text = answer.to_owned();
    let mut missing = Vec::new();
    for p in protected {
        let bare = p.mark.trim_matches(['[', ']']);
        // Small models write [C1] or [[ C1 ]] now and then; nothing else in an article looks like it.
        let variants = [
            format!("« {} »", p.mark),
            format!("«\u{a0}{}\u{a0}»", p.mark),
            format!("«{}»", p.mark),
            format!("“{}”", p.mark),
            format!("\"{}\"", p.mark),
            p.mark.clone(),
            format!("[[ {bare} ]]"),
            format!("[{bare}]"),
        ];
        let Some(found) = variants.iter().find(|v| text.contains(v.as_str())) else {
            missing.push(p);
            continue;
        };
        text = text.replacen(found.as_str(), &p.text, 1);
        for v in &variants {
            text = text.replace(v.as_str(), "");
        }
    }
    (text, missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one() -> Vec<Protected> {
        vec![Protected {
            mark: "[[C1]]".to_owned(),
            text: "« de grosses cargaisons »".to_owned(),
            context: "Ils reçoivent « de grosses cargaisons ».".to_owned(),
        }]
    }

    #[test]
    fn restores_once_and_reports_the_lost() {
        let p = one();
        let (text, missing) = restore("Ils rassemblent « [[C1]] », dit-elle. [C1]", &p);
        assert_eq!(
            text,
            "Ils rassemblent « de grosses cargaisons », dit-elle. "
        );
        assert!(missing.is_empty());
        let (_, missing) = restore("Rien.", &p);
        assert_eq!(missing.len(), 1);
    }
}

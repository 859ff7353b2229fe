//! The names that could stand somewhere, as a line of help that can be read at a glance.

/// Where a name was suggested, more names than this are more than the reader asked for.
const GLANCE: usize = 8;

/// Lines of names are broken before this column.
const WIDE: usize = 88;

/// `variables: title, text, words`, on several lines when they are many; `None` when `near` was suggested and the others would
/// bury it.
pub(super) fn of<'a>(
    what: &str,
    names: impl IntoIterator<Item = &'a str>,
    near: bool,
) -> Option<String> {
    let names: Vec<&str> = names.into_iter().collect();
    if near && names.len() > GLANCE {
        return None;
    }
    let mut out = format!("{what}: ");
    let mut column = out.len();
    for (i, name) in names.iter().enumerate() {
        let last = i + 1 == names.len();
        let word = if last {
            (*name).to_owned()
        } else {
            format!("{name}, ")
        };
        if column + word.trim_end().len() > WIDE {
            out.truncate(out.trim_end().len());
            out.push_str("\n  ");
            column = 2;
        }
        column += word.len();
        out.push_str(&word);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn many_names_are_cut_into_lines() {
        assert_eq!(
            of("tests", ["a", "b"], true).as_deref(),
            Some("tests: a, b")
        );
        let long = ["instructions"; 9];
        assert_eq!(of("variables", long, true), None);
        let lines = of("variables", long, false).unwrap_or_default();
        assert_eq!(
            lines,
            format!(
                "variables: {}\n  {}",
                ["instructions,"; 5].join(" "),
                ["instructions"; 4].join(", ")
            )
        );
        assert!(lines.lines().all(|l| l.len() <= 88));
    }
}

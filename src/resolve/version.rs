//! Versions of recipes and packs, and what a `use` may require of them. The only file that knows the crate `semver`.
//!
//! A version is three numbers, `1.2.0`, perhaps with a suffix, `2.0.0-draft`. A requirement is written as Cargo writes it:
//! `^1.2` (the same major version, 1.2.0 or later), `~1.2` (1.2 and its patches), `=1.2.3`, `>=1, <3`.

use std::fmt;

use crate::diag::{Diagnostic, codes};
use crate::span::Loc;

/// The version of a recipe or a pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(semver::Version);

impl Version {
    /// Reads three numbers with dots, perhaps with a suffix.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        semver::Version::parse(text.trim()).ok().map(Self)
    }

    /// The first version that something is given: `1.0.0`.
    #[must_use]
    pub fn first() -> Self {
        Self(semver::Version::new(1, 0, 0))
    }

    /// Whether nothing is promised yet: `0.x`. Then the second number tells of what breaks, and the third of all else.
    #[must_use]
    pub fn is_early(&self) -> bool {
        self.0.major == 0
    }

    /// The next version that tells of what breaks.
    #[must_use]
    pub fn next_major(&self) -> Self {
        let v = &self.0;
        if self.is_early() {
            return Self(semver::Version::new(0, v.minor + 1, 0));
        }
        Self(semver::Version::new(v.major + 1, 0, 0))
    }

    /// The next version that tells of more that is accepted.
    #[must_use]
    pub fn next_minor(&self) -> Self {
        let v = &self.0;
        if self.is_early() {
            return self.next_patch();
        }
        Self(semver::Version::new(v.major, v.minor + 1, 0))
    }

    /// The next version that tells of other words.
    #[must_use]
    pub fn next_patch(&self) -> Self {
        let v = &self.0;
        Self(semver::Version::new(v.major, v.minor, v.patch + 1))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a `use` names: a pack, and what its version has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wanted<'a> {
    /// The pack's name or path.
    pub(super) pack: &'a str,
    /// The requirement as written, with its offset; `None` when any version will do.
    pub(super) requirement: Option<(&'a str, usize)>,
}

/// Parts `fr/presse ^2` into the pack and the requirement. A path may have spaces in it: a requirement begins with a comparator or a
/// digit behind a space.
pub(super) fn split(raw: &str) -> Wanted<'_> {
    let mut before = ' ';
    for (i, c) in raw.char_indices() {
        let Some((pack, rest)) = raw.split_at_checked(i) else {
            break;
        };
        let begins = matches!(c, '^' | '~' | '=' | '<' | '>' | '*')
            || (c.is_ascii_digit() && semver::VersionReq::parse(rest).is_ok());
        if i > 0 && before.is_whitespace() && begins {
            return Wanted {
                pack: pack.trim_end(),
                requirement: Some((rest, i)),
            };
        }
        before = c;
    }
    Wanted {
        pack: raw,
        requirement: None,
    }
}

/// What is wrong with a requirement: it cannot be read, or the pack that was found has another version or none.
///
/// `at` is where the requirement is written, `version` the pack's version with its place.
pub(super) fn unmet(
    requirement: &str,
    at: Loc,
    pack: &str,
    version: Option<(&str, Loc)>,
) -> Option<Diagnostic> {
    let requirement = requirement.trim();
    let written = requirement.starts_with(|c: char| !c.is_ascii_digit());
    let parsed = match semver::VersionReq::parse(requirement) {
        Ok(parsed) if written => parsed,
        Ok(_) => {
            return Some(
                Diagnostic::error(
                    codes::E0220,
                    format!("`{requirement}` does not say which versions will do"),
                )
                .at(at, "expected a comparator")
                .help(format!("did you mean `{pack} ^{requirement}`?"))
                .fix(at, format!("^{requirement}")),
            );
        }
        Err(e) => {
            return Some(
                Diagnostic::error(
                    codes::E0220,
                    format!("`{requirement}` is no requirement: {}", reason(&e)),
                )
                .at(at, "expected versions")
                .help(format!(
                    "`{pack} ^1.2`, `{pack} ~1.2`, `\"{pack} =1.2.3\"` or `\"{pack} >=1, <3\"`"
                )),
            );
        }
    };
    let Some((found, place)) = version else {
        return Some(
            Diagnostic::error(
                codes::E0219,
                format!("the pack `{pack}` has no version, `{requirement}` wanted"),
            )
            .at(at, "this version is required")
            .help("give the pack a line such as `version: 1.0.0`, or leave out the requirement"),
        );
    };
    let Some(have) = Version::parse(found) else {
        return Some(
            Diagnostic::error(codes::E0214, format!("`{found}` is not a version"))
                .at(place, "expected three numbers such as `1.0.0`")
                .at(at, "required here"),
        );
    };
    if parsed.matches(&have.0) {
        return None;
    }
    let taken = match have.0.major {
        0 => format!("^0.{}", have.0.minor),
        major => format!("^{major}"),
    };
    Some(
        Diagnostic::error(
            codes::E0219,
            format!("the pack `{pack}` has version {have}, `{requirement}` wanted"),
        )
        .at(at, "this version is required")
        .at(place, "the pack's version")
        .help(format!(
            "`galley diff` shows what differs between two versions; `{pack} {taken}` takes the pack as it is"
        )),
    )
}

/// The reader's reason as a lowercase fragment.
fn reason(e: &semver::Error) -> String {
    let text = e.to_string();
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| {
        c.to_lowercase().chain(chars).collect::<String>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_requirement_stands_behind_the_pack() {
        let of = |raw: &'static str| {
            let w = split(raw);
            (w.pack, w.requirement.map(|r| r.0))
        };
        assert_eq!(of("fr/presse"), ("fr/presse", None));
        assert_eq!(of("fr/presse ^2"), ("fr/presse", Some("^2")));
        assert_eq!(of("fr/presse  >=1, <3"), ("fr/presse", Some(">=1, <3")));
        assert_eq!(
            of("./my packs/house.yaml ~1.2"),
            ("./my packs/house.yaml", Some("~1.2"))
        );
        assert_eq!(of("./2 packs/house.yaml"), ("./2 packs/house.yaml", None));
        assert_eq!(of("fr/presse 2"), ("fr/presse", Some("2")));
    }

    #[test]
    fn the_next_versions() {
        let v = |t: &str| Version::parse(t).expect("a version");
        assert_eq!(v("1.2.3").next_major().to_string(), "2.0.0");
        assert_eq!(v("1.2.3").next_minor().to_string(), "1.3.0");
        assert_eq!(v("1.2.3").next_patch().to_string(), "1.2.4");
        assert_eq!(v("0.4.1").next_major().to_string(), "0.5.0");
        assert_eq!(v("0.4.1").next_minor().to_string(), "0.4.2");
        assert_eq!(Version::parse("1.2"), None);
    }
}

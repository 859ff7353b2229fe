//! What a rule is called in findings and reports.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::Serialize;

/// The name of a rule in plans, prompts and reports: the id of its row (`title.length`), or `check:NAME` for a check that a
/// recipe brings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct RuleId(Cow<'static, str>);

impl RuleId {
    /// The name of a check that a recipe calls `name`, on one line.
    #[must_use]
    pub fn named(rule: &str, name: &str) -> Self {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        Self(Cow::Owned(format!("{rule}:{name}")))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The row of the rule table: what stands before the colon.
    #[must_use]
    pub fn row(&self) -> &str {
        self.0.split_once(':').map_or(&*self.0, |(row, _)| row)
    }
}

impl From<&'static str> for RuleId {
    fn from(id: &'static str) -> Self {
        Self(Cow::Borrowed(id))
    }
}

impl Deref for RuleId {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl PartialEq<str> for RuleId {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for RuleId {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl PartialEq<RuleId> for String {
    fn eq(&self, other: &RuleId) -> bool {
        *self == other.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_has_its_row() {
        let id = RuleId::named("check", "no: questions");
        assert_eq!(id.row(), "check");
        assert_eq!(format!("{id:>20}").len(), 20);
        assert_eq!(RuleId::from("length"), "length");
    }
}

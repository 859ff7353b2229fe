//! The table of diagnostic codes. One row and one page in `docs/codes/` a code; `galley explain CODE` prints the page.

use serde::{Serialize, Serializer};

/// A diagnostic code such as `E0102`: `E01xx` syntax, `E02xx` resolving, `E03xx` binding a rule, `E04xx` contradictions,
/// `E05xx` templates and steps, `E06xx` input and output, `E07xx` models, `E08xx` tests. `W` codes are warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

impl Code {
    /// The code as printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.0)
    }
}

macro_rules! codes {
    ($($code:ident $title:literal)*) => {
        $(#[doc = $title] pub const $code: Code = Code(stringify!($code));)*

        /// Every code with its title and its page.
        pub const TABLE: &[Entry] = &[
            $(Entry { code: $code, title: $title, page: include_str!(concat!("../../docs/codes/", stringify!($code), ".md")) },)*
        ];
    };
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The code.
    pub code: Code,
    /// One line: what is wrong.
    pub title: &'static str,
    /// The explain page, in Markdown.
    pub page: &'static str,
}

/// The row of a code, whatever its case.
#[must_use]
pub fn lookup(code: &str) -> Option<&'static Entry> {
    TABLE
        .iter()
        .find(|e| e.code.as_str().eq_ignore_ascii_case(code))
}

codes! {
    E0101 "the YAML cannot be read"
    E0102 "a tab indents a line of YAML"
    E0103 "a key is given twice"
    E0104 "a comparator opens a YAML block scalar"
    E0105 "a quantity cannot be read"
    E0106 "a pattern cannot be read"
    E0107 "an unknown or dangling alias, or a merge key that merges nothing"
    E0108 "the recipe is not a mapping of names to settings"
    E0109 "the file is empty"
    E0110 "an item of a list has more than one name"
    E0111 "the file is nested too deeply or expands too far"
    E0201 "no such pack"
    E0202 "packs use each other in a circle"
    E0203 "no such rule"
    E0204 "no such setting"
    E0205 "the recipe has no name"
    E0206 "the recipe does not say its language"
    E0207 "no such language"
    E0208 "an input is declared wrongly"
    E0209 "a value is given for an input that cannot take it"
    E0210 "a variable is not an input"
    E0211 "a pack lies outside the project"
    E0212 "a pack cannot be read"
    E0213 "no such severity"
    E0214 "a version is not three numbers"
    W0215 "a setting has no effect"
    W0216 "a pack switches a rule off"
    W0217 "an input is never used"
    E0218 "a step or a frame is written wrongly"
    E0219 "a pack has another version than required"
    E0220 "a requirement of a version cannot be read"
    E0301 "a setting holds the wrong kind of value"
    E0302 "a quantity has the wrong unit"
    E0303 "a rule lacks a value it needs"
    E0304 "not one of the names that can stand here"
    E0305 "a value that cannot be meant"
    W0306 "the recipe has no rule"
    E0307 "a quantity cannot be asked for of each"
    E0401 "a minimum lies above a maximum"
    E0402 "the sections need more words than the length allows"
    E0403 "the sections allow fewer words than the length needs"
    E0404 "the title is too short for what it must contain"
    E0405 "two languages are asked for"
    E0406 "a required text contains a forbidden one"
    E0407 "no number of keyphrases suits both count and density"
    E0408 "the number of headings does not suit the sections"
    E0409 "two sections share a name or a heading"
    E0410 "a front-matter entry is too short for what it must contain"
    E0411 "the slug has too few words for the keyphrase"
    E0412 "the paragraphs need more words than the length allows"
    E0413 "a list or questions need more words than their section allows"
    E0414 "a section without a heading follows another"
    E0415 "no step writes what a rule asks for"
    W0416 "the keyphrase is forbidden as it is written"
    W0417 "no paragraph fits into a section"
    W0418 "the length leaves hardly any room"
    E0501 "a prompt cannot be composed"
    E0502 "an expression or a template cannot be read"
    E0503 "there is no such variable"
    E0504 "there is no such filter, test or function"
    E0505 "a value has no such field"
    E0506 "a value of the wrong kind"
    E0507 "a statement that no prompt may use"
    E0508 "steps wait for each other in a circle"
    E0509 "there is no such step"
    E0510 "two steps fill one place"
    E0511 "there is no such frame or block"
    E0512 "an answer is not what the step promised"
    W0513 "the answer of a step is never used"
    E0601 "a file cannot be read"
    E0602 "a file is no text that can be read"
    E0603 "a file is empty"
    E0604 "a file is too large"
    E0605 "a file cannot be written"
    E0606 "nothing is left of the source"
    E0607 "an input has no value"
    E0608 "galley.toml cannot be read"
    E0609 "an option is written wrongly"
    E0610 "there is no such page"
    E0611 "another run is at work in this folder"
    E0621 "git cannot be asked"
    E0622 "there is no such revision"
    E0623 "a file is not in the revision"
    E0624 "the lock file is not up to date"
    E0701 "there is no such model"
    E0702 "the server wants a key"
    E0703 "the key was refused"
    E0704 "no connection to the model's server"
    E0705 "the model's server went silent"
    E0706 "the model's server answered with an error"
    E0707 "the answer is not a chat completion"
    E0708 "the answer broke off"
    E0709 "the answer is empty"
    E0710 "the prompt does not fit the model"
    E0711 "the server turned every attempt away"
    E0712 "a prompt is not the one that was recorded"
    E0713 "the recording holds no answer for a step"
    E0714 "a transcript or an answers file cannot be read"
    E0715 "an answer by hand is awaited"
    E0716 "the answers by hand were ended"
    E0717 "no engine for the local model"
    E0718 "the local engine did not start"
    E0719 "the local engine ended too early"
    E0720 "Python is missing"
    E0721 "the model does not fit in memory"
    E0722 "offline, and the model is not here"
    E0723 "a download failed"
    E0724 "a downloaded file is not the known one"
    E0725 "a file cannot be written"
    E0726 "a file cannot be used as a model"
    E0727 "the answer never ends"
    E0801 "a test is written wrongly"
    E0802 "two tests share a name"
    E0803 "a file of a test cannot be read"
    E0804 "a test expects something of a rule that the recipe does not have"
    E0805 "a recording is missing"
    E0806 "there is no test"
    E0807 "a test file stands where a recipe was meant"
    E0112 "a text lacks its quotes"
    E0113 "a setting has no name"
    E0114 "a quote or a bracket has no partner"
    E0115 "a hidden character"
    E0116 "a tag means nothing here"
    E0117 "a file holds more than one document"
    E0118 "a list stands within a list"
    E0119 "a line is indented wrongly"
    E0120 "a setting has no colon"
    E0130 "a brace has no partner"
    E0131 "a colon or an equals sign follows a name"
    E0132 "YAML stands in a recipe file"
    E0133 "other quotation marks than straight double ones enclose a text"
    E0134 "something stands where the name of a setting was expected"
    E0135 "a comma or a value stands where a block was meant"
    E0136 "more values than a setting takes, or values without a comma"
    E0137 "`->` or `=` stands where it means nothing"
    E0138 "the name of a setting is read as an item of a list"
    E0139 "an escape is unknown"
    W0101 "the end of a text is read as a comment"
    W0102 "an anchor is never used"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_teaches() {
        for e in TABLE {
            assert!(
                e.page
                    .starts_with(&format!("# {}: {}", e.code.as_str(), e.title)),
                "{}: the page starts with `# CODE: title`",
                e.code.as_str()
            );
            assert!(
                e.page.len() > 150,
                "{} explains too little",
                e.code.as_str()
            );
        }
    }
}

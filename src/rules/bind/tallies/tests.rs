use super::check;
use crate::lang::Lang;
use crate::rules::bind::pair::claimed;

#[test]
fn persons_of_a_list() {
    let source =
        "Philippa Stroud (Shire Conservatives) had 604 and Ned Gathercole (independent) 211.";
    let says = |article: &str| claimed(check, Lang::EN, source, article);
    assert_eq!(
        says(
            "Third was Ned Gathercole of the Shire Conservatives with 604, ahead of Philippa Stroud with 211."
        ),
        ["Ned Gathercole"]
    );
    for right in [
        "Third was Philippa Stroud of the Shire Conservatives with 604, ahead of Ned Gathercole with 211.",
        "With 211 votes Ned Gathercole was behind Philippa Stroud, who had 604.",
        "Ned Gathercole's rival had 604, Philippa Stroud's 211.",
    ] {
        assert!(says(right).is_empty(), "{right}");
    }
}

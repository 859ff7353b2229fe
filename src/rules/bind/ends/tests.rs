use super::check;
use crate::lang::Lang;
use crate::rules::bind::pair::claimed;

#[test]
fn first_and_last() {
    let source = "Please stay away until 48 hours after your last symptoms.";
    let says = |article: &str| claimed(check, Lang::EN, source, article);
    assert_eq!(
        says("Visitors should stay away for 48 hours after their first symptoms."),
        ["their first"]
    );
    assert!(says("Visitors should stay away for 48 hours after their last symptoms.").is_empty());
}

#[test]
fn the_first_since_is_the_last_before() {
    for (lang, source, article) in [
        (
            Lang::EN,
            "It is the first strike on the line since 2011.",
            "The last strike on the line was in 2011.",
        ),
        (
            Lang::FR,
            "C'est la première grève sur la ligne depuis 2011.",
            "La dernière grève sur la ligne remonte à 2011.",
        ),
    ] {
        assert!(
            claimed(check, lang, source, article).is_empty(),
            "{article}"
        );
    }
}

use super::check;
use crate::lang::Lang;
use crate::rules::bind::pair::claimed;

#[test]
fn each_counts_what_the_other_counts() {
    let source = "The ward closed after 37 patients and 19 members of staff fell ill.";
    let says = |article: &str| claimed(check, Lang::EN, source, article);
    assert_eq!(says("The bug struck 19 patients and 37 staff."), ["19"]);
    for right in [
        "The bug struck 37 patients and 19 staff.",
        "Nineteen staff were struck, and 37 patients.",
        "Of 37 people on the ward, 19 were staff.",
    ] {
        assert!(says(right).is_empty(), "{right}");
    }
}

#[test]
fn a_part_is_no_exchange() {
    let source = "Of the 37 patients who fell ill, 19 were men.";
    let article = "Nineteen men were among the 37 patients who fell ill.";
    assert!(claimed(check, Lang::EN, source, article).is_empty());
}

#[test]
fn in_french() {
    let source = "Le fonds conserve 640 lettres et 215 bobines de film.";
    let says = |article: &str| claimed(check, Lang::FR, source, article);
    assert_eq!(
        says("On y trouve 215 lettres ; 640 bobines y sont gardées."),
        ["215"]
    );
    assert!(says("On y trouve 215 bobines ; 640 lettres y sont gardées.").is_empty());
}

//! Days counted one after the other, whatever their month and year.

/// The number of a day, counted from a day long ago: the year begins in March, so that the odd month is the last.
pub(super) fn number_of(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * month + 2) / 5
        + day
}

/// Which day of the week a numbered day is, 0 for Monday.
pub(super) fn weekday(number: i64) -> i64 {
    (number + 1).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_week() {
        for (year, month, day, want) in [
            (2022, 9, 5, 0),
            (2022, 9, 8, 3),
            (2024, 2, 29, 3),
            (2024, 3, 1, 4),
            (1999, 12, 31, 4),
            (2000, 1, 1, 5),
            (2025, 5, 22, 3),
        ] {
            assert_eq!(
                weekday(number_of(year, month, day)),
                want,
                "{year}-{month}-{day}"
            );
        }
    }
}

//! Vietnamese words as ASCII address parts: `Đi làm ngày lễ` -> `di-lam-ngay-le`.

/// Lower-case ASCII letters, digits and single hyphens; everything else is dropped or parts words.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in search::fold::fold(text).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// True when `name` is already a slug.
pub fn is_slug(name: &str) -> bool {
    !name.is_empty() && slug(name) == name
}

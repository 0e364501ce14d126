//! What a link written in a document points at.

use super::{Entry, Hidden, MediaFile, Site, address};

/// The thing a link points at.
#[derive(Debug, Clone)]
pub enum Target<'a> {
    /// A document, perhaps a heading in it.
    Entry(&'a Entry, Option<String>),
    /// A heading of the same page.
    Here(String),
    /// A media file.
    Media(&'a MediaFile),
    /// A list, topic, search or home page.
    Fixed(String),
}

/// Why a link points nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// Nothing stands at this path or address.
    Missing {
        /// The path or address after joining.
        wanted: String,
    },
    /// The document is not published.
    Hidden {
        /// Its path.
        path: String,
        /// Why.
        why: Hidden,
    },
    /// The document has no such heading.
    Heading {
        /// The fragment.
        wanted: String,
        /// The fragments there are.
        known: Vec<String>,
    },
}

impl Target<'_> {
    /// Address below the root, with fragment.
    pub fn address(&self) -> String {
        match self {
            Target::Entry(entry, Some(fragment)) => format!("{}#{fragment}", entry.address),
            Target::Entry(entry, None) => entry.address.clone(),
            Target::Here(fragment) => format!("#{fragment}"),
            Target::Media(file) => file.address.clone(),
            Target::Fixed(address) => address.clone(),
        }
    }
}

impl Site {
    /// Finds what `destination`, written in `from`, points at: a source path relative to the file, or an address.
    ///
    /// # Errors
    /// See [`Broken`].
    pub fn resolve<'a>(&'a self, from: &'a Entry, destination: &str) -> Result<Target<'a>, Broken> {
        let (path, fragment) = match destination.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (destination, None),
        };
        let path = path.split('?').next().unwrap_or_default();
        if destination.is_empty() {
            return Err(Broken::Missing { wanted: String::new() });
        }
        if path.is_empty() {
            let fragment = fragment.unwrap_or_default();
            return check_heading(from, fragment).map(|()| Target::Here(fragment.to_owned()));
        }
        if let Some(address) = path.strip_prefix('/') {
            return self.resolve_address(address, fragment);
        }
        let joined = join(&from.document.file, path);
        if let Some(entry) = self.entry_at(&joined) {
            return with_heading(entry, fragment);
        }
        // A question out of many is named by its file and its own name.
        let questions = format!("{joined}#");
        if let Some(entry) = fragment.and_then(|name| self.entry_at(&format!("{questions}{name}"))) {
            return Ok(Target::Entry(entry, None));
        }
        let known: Vec<String> = self
            .by_path
            .range(questions.clone()..)
            .map_while(|(path, _)| path.strip_prefix(&questions).map(str::to_owned))
            .collect();
        if !known.is_empty() {
            return Err(Broken::Heading {
                wanted: fragment.unwrap_or_default().to_owned(),
                known,
            });
        }
        if let Some(file) = self.media.get(&joined) {
            return Ok(Target::Media(file));
        }
        if let Some((path, why)) = self.hidden.get_key_value(&joined) {
            return Err(Broken::Hidden {
                path: path.clone(),
                why: *why,
            });
        }
        Err(Broken::Missing { wanted: joined })
    }

    fn resolve_address<'a>(&'a self, address: &str, fragment: Option<&str>) -> Result<Target<'a>, Broken> {
        let closed = address::normal(address);
        let addresses = &self.config.addresses;
        if let Some(entry) = self.entry_of_address(&closed) {
            return with_heading(entry, fragment);
        }
        let is_list = self.lists().any(|kind| addresses.list(kind) == closed);
        let is_topic = self
            .config
            .topics
            .iter()
            .any(|topic| addresses.topic_page(&topic.id) == closed);
        let is_page = [
            &addresses.wall,
            &addresses.saved,
            &addresses.search,
            &addresses.record,
            &addresses.compose,
        ]
        .iter()
        .any(|known| ***known == *closed);
        if closed.is_empty() || is_list || is_topic || is_page || closed == addresses.alphabet() {
            return Ok(Target::Fixed(closed));
        }
        Err(Broken::Missing {
            wanted: format!("/{closed}"),
        })
    }
}

fn with_heading<'a>(entry: &'a Entry, fragment: Option<&str>) -> Result<Target<'a>, Broken> {
    if let Some(fragment) = fragment {
        check_heading(entry, fragment)?;
    }
    Ok(Target::Entry(entry, fragment.map(str::to_owned)))
}

fn check_heading(entry: &Entry, fragment: &str) -> Result<(), Broken> {
    let known: Vec<String> = entry
        .document
        .body
        .outline
        .iter()
        .map(|heading| heading.id.clone())
        .collect();
    // Footnotes are headings of a kind: their anchors are made by the Markdown writer, one per definition.
    if known.iter().any(|id| id == fragment) {
        return Ok(());
    }
    Err(Broken::Heading {
        wanted: fragment.to_owned(),
        known,
    })
}

/// Joins a relative path to the folder of a file: `content/faq/a.md` and `../policy/b.md` give `content/policy/b.md`.
pub fn join(file: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn paths_are_joined_to_the_folder_of_the_file() {
        assert_eq!(join("content/faq/a.md", "../policy/b.md"), "content/policy/b.md");
        assert_eq!(join("content/faq/a.md", "./b.md"), "content/faq/b.md");
    }
}

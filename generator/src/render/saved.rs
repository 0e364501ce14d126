//! The page with what a member has bookmarked. The list is the phone's; the page's script writes it (`site/assets/page`).

use super::{Context, Job, Made, RenderError, frame::PageHead};

pub(super) fn jobs<'a>() -> Vec<Job<'a>> {
    vec![Box::new(page)]
}

fn page(context: &Context<'_>) -> Result<Made, RenderError> {
    #[derive(serde::Serialize)]
    struct Saved {}
    let site = context.site;
    let head = PageHead {
        title: context.words.get("saved_heading")?,
        description: context.words.get("saved_intro")?,
        address: site.config.addresses.saved.to_string(),
        kind: "saved",
        lang: site.config.language.clone(),
    };
    context.printer.page("saved.html", &head, &Saved {})
}

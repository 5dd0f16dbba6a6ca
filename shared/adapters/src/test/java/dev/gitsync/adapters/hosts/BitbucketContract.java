package dev.gitsync.adapters.hosts;

import dev.gitsync.testkit.hosts.CodeHostContract;

/** What both Bitbuckets do. They show HTML as it is written, so a marker is a link's definition. */
abstract class BitbucketContract extends CodeHostContract {

  @Override
  protected boolean showsAnnotations() {
    return true;
  }

  @Override
  protected String kept(String markdown) {
    return markdown.replaceAll("<!-- (.*) -->\n(.*)", "$2\n\n[//]: # ($1)");
  }
}

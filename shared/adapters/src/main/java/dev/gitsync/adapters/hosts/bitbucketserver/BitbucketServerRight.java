package dev.gitsync.adapters.hosts.bitbucketserver;

/** Permissions as Bitbucket Data Center names them, for users and for HTTP access tokens alike. */
final class BitbucketServerRight {

  static final String READ = "Repository read";
  static final String WRITE = "Repository write";
  static final String ADMIN = "Repository admin";

  private BitbucketServerRight() {}
}

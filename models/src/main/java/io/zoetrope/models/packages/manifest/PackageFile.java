package io.zoetrope.models.packages.manifest;

/**
 * One file of a package.
 *
 * @param path relative to the package's folder, forward slashes
 * @param sha256 64 lower-case hexadecimal digits; checked before the file is used
 * @param bytes size; 0 if it is not known
 * @param url where {@code models pull} gets it: http, https, file or s3a; empty if the file comes
 *     with the manifest
 * @param licence SPDX name, or the package's own if the file names none
 */
public record PackageFile(String path, String sha256, long bytes, String url, String licence) {}
